"""A FastAPI + multiprocessing session server of the same shape as this project's, for comparison.

POST /sessions creates a session, GET /sessions/{id}/stream starts a process that runs a function and streams
its events over SSE, POST /sessions/{id}/interactions answers. Run by uvicorn, one worker: the sessions live in
its memory. How processes are started comes from SESSIONS_START_METHOD: "spawn" is the one that is safe in a
server with threads, "fork" the fastest there is.
"""

import asyncio
import json
import multiprocessing
import os
import threading
import uuid
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

import sessions_apps

START_METHOD = os.environ.get("SESSIONS_START_METHOD", "spawn")
processes = multiprocessing.get_context(START_METHOD)
app = FastAPI()
sessions: dict[str, "Session"] = {}


class NewSession(BaseModel):
    app_id: str
    kwargs: dict[str, Any] = {}


class Interaction(BaseModel):
    blockId: str
    value: Any
    blockType: str


class Session:
    def __init__(self, app_id, kwargs):
        self.output = processes.Queue()
        self.input = processes.Queue()
        self.process = processes.Process(
            target=sessions_apps.run, args=(app_id, kwargs, self.output, self.input), daemon=True
        )
        self.started = False

    async def events(self):
        """Each event of the process as a frame. A thread waits for the process, the loop never does."""
        loop = asyncio.get_running_loop()
        frames = asyncio.Queue()

        def pump():
            number = 0
            event = self.output.get()
            while event is not None:
                number += 1
                frame = f"id: {number}\ndata: {json.dumps(event)}\n\n"
                loop.call_soon_threadsafe(frames.put_nowait, frame)
                event = self.output.get()
            loop.call_soon_threadsafe(frames.put_nowait, None)

        if not self.started:
            self.started = True
            # Starting a process takes a while, and the loop has others to serve.
            await loop.run_in_executor(None, self.process.start)
        threading.Thread(target=pump, daemon=True).start()
        frame = await frames.get()
        while frame is not None:
            yield frame
            frame = await frames.get()


def session_of(session_id):
    if session_id not in sessions:
        raise HTTPException(404, "unknown session")
    return sessions[session_id]


@app.post("/sessions", status_code=201)
async def create(new: NewSession):
    session_id = str(uuid.uuid4())
    sessions[session_id] = Session(new.app_id, new.kwargs)
    return {"session_id": session_id, "app_id": new.app_id, "status": "created"}


@app.get("/sessions/{session_id}/stream")
async def stream(session_id: str):
    return StreamingResponse(session_of(session_id).events(), media_type="text/event-stream")


@app.post("/sessions/{session_id}/interactions", status_code=202)
async def answer(session_id: str, interaction: Interaction):
    session = session_of(session_id)
    session.input.put({"block_id": interaction.blockId, "value": interaction.value})
    return {
        "status": "accepted",
        "session_id": session_id,
        "block_id": interaction.blockId,
    }


@app.delete("/sessions/{session_id}", status_code=204)
async def delete(session_id: str):
    session = sessions.pop(session_id, None)
    if session and session.started:
        session.process.kill()
        session.process.join()
        session.output.put(None)
