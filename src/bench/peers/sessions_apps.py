"""What runs in a process of sessions.py. A module of its own: a spawned process loads it, not the server."""

from datetime import datetime, timezone


class Run:
    def __init__(self, name, output, input):
        self.app = {"name": name, "instance_id": 0}
        self.output = output
        self.input = input
        self.blocks = 0

    def say(self, event_class, block_type, data, block_id=None, chunk_id=0):
        if block_id is None:
            block_id = f"b{self.blocks}"
            self.blocks += 1
        self.output.put(
            {
                "event_class": event_class,
                "block_type": block_type,
                "block_id": block_id,
                "data": data,
                "timestamp": datetime.now(timezone.utc).isoformat(),
                "chunk_id": chunk_id,
                "app": self.app,
                "parent_block_id": None,
            }
        )
        return block_id

    def ask(self, label):
        block_id = self.say("prompt", "text_input", {"label": label})
        while True:
            answer = self.input.get()
            if answer["block_id"] == block_id:
                return answer["value"]


PIECE = "x" * 200


def talk(run):
    """Repeats each answer, or says much: pieces of one block, as a streamed answer has them."""
    while True:
        said = run.ask("Say something")
        if said.startswith("burst "):
            block_id = None
            for chunk_id in range(int(said.split()[1])):
                block_id = run.say("content", "markdown", {"content": PIECE}, block_id, chunk_id)
        else:
            run.say("content", "markdown", {"content": said})


APPS = {"talk": talk}


def run(app_id, kwargs, output, input):
    this = Run(app_id, output, input)
    APPS[app_id](this, **kwargs)
    output.put(None)
