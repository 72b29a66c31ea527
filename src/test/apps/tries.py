"""A hostile app: tries one thing that it should not be able to do, within bounds, and says what came of it."""
import mmap
import os
import re
import socket
import sys
import time

MOST_FORKS = 400
MOST_BYTES = 512 << 20


def processes():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def environment(secret):
    """What is in the environment of any process. It is given backwards: no argument is a find."""
    secret = secret[::-1]
    found = [pid for pid in processes() if secret.encode() in read(f"/proc/{pid}/environ")]
    print("read" if found else "hidden")


def memory(secret):
    """What is in the memory of any process, where its environment is."""
    secret = secret[::-1]
    for pid in processes():
        if pid == os.getpid():
            continue
        for line in read(f"/proc/{pid}/maps").decode(errors="replace").splitlines():
            if line.endswith("[stack]"):
                begin, end = (int(n, 16) for n in line.split()[0].split("-"))
                try:
                    with open(f"/proc/{pid}/mem", "rb") as mem:
                        mem.seek(begin)
                        if secret.encode() in mem.read(end - begin):
                            print("read")
                            return
                except OSError:
                    pass
    print("hidden")


def file(path):
    """Somebody else's file."""
    print("read" if read(path) else "hidden")


def ids(top):
    """Ids of other sessions, in what is to be seen of processes and below a folder."""
    seen = b""
    for pid in processes():
        seen += read(f"/proc/{pid}/environ") + read(f"/proc/{pid}/cmdline")
    for folder, folders, files in os.walk(top):
        seen += " ".join([folder] + folders + files).encode()
    found = set(re.findall(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", seen))
    found.discard(os.environ["YERA_SESSION_ID"].encode())
    print("read" if found else "hidden")


def network(port):
    try:
        socket.create_connection(("127.0.0.1", int(port)), timeout=5).close()
        print("connected")
    except OSError:
        print("unreachable")


def forks(_):
    """Many processes that stay."""
    for number in range(MOST_FORKS):
        try:
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
        except OSError:
            print("refused after", number, flush=True)
            time.sleep(1)
            return
    print("forked", flush=True)
    time.sleep(120)  # ended long before: on a busy machine it takes a while until somebody counts


def eat(_):
    """Memory, in two processes, each with half of it."""
    os.fork()
    kept = []
    for _ in range(MOST_BYTES // 2 // (8 << 20)):
        kept.append(b"x" * (8 << 20))
        time.sleep(0.02)
    print("eaten", flush=True)
    time.sleep(120)  # ended long before: on a busy machine it takes a while until somebody looks


def eat_hidden(_):
    """Memory, in a process that has left the group and has nothing in its environment."""
    if os.fork() == 0:
        os.setsid()
        here = os.path.abspath(__file__)
        os.execve("/usr/bin/python3", ["python3", here, "eat", ""], {})
    time.sleep(120)  # ended long before: on a busy machine it takes the other one a while


def share(_):
    """A little memory, which four children have as well."""
    kept = b"x" * (48 << 20)
    for _ in range(4):
        if os.fork() == 0:
            time.sleep(1)
            os._exit(len(kept) & 1)
    time.sleep(1)
    print("shared", flush=True)


def forks_some(_):
    """A few more processes than are allowed, which end."""
    for _ in range(20):
        if os.fork() == 0:
            time.sleep(0.6)
            os._exit(0)
    for _ in range(20):
        os.wait()
    print("forked", flush=True)


def spin(_, seconds=20):
    """Processor time, in a child."""
    if os.fork() == 0:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pass
        os._exit(0)
    os.wait()
    print("spun", flush=True)


def spin_briefly(_):
    """More than it may have, but not for long."""
    spin(_, 1)


def fill(_):
    """The disk."""
    try:
        with open(os.path.join(os.environ["HOME"], "big"), "wb") as big:
            for _ in range(64):
                big.write(b"x" * (1 << 20))
                big.flush()
        print("written")
    except OSError as error:
        print("refused:", error.strerror)


MIB = b"x" * (1 << 20)


def folder_for(where):
    folder = os.path.join(os.environ["HOME"], where, "filled")
    os.makedirs(folder)
    return folder


def stay():
    """Until it is ended: that takes a while on a busy machine."""
    print("filled", flush=True)
    time.sleep(120)


def write_files(folder, number=96, content=MIB):
    for each in range(number):
        with open(os.path.join(folder, str(each)), "wb") as out:
            out.write(content)


def fill_many(where):
    """The disk, by files each of which is small enough."""
    write_files(folder_for(where))
    stay()


def fill_small(where):
    """The disk, by files of a byte: each takes a block."""
    write_files(folder_for(where), 17_000, b"x")
    stay()


def fill_deep(where):
    """Where no path leads, because it would be too long."""
    os.chdir(folder_for(where))
    for _ in range(50):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
    write_files(".")
    stay()


def fill_locked(where):
    """Where nobody may look."""
    folder = folder_for(where)
    write_files(folder)
    os.chmod(folder, 0)
    stay()


def nameless(folder):
    """A file that is deleted and has a MiB."""
    path = os.path.join(folder, "nameless")
    file = open(path, "w+b")
    os.remove(path)
    file.write(MIB)
    file.flush()
    return file


def fill_nameless(where):
    """By files that are deleted and open."""
    folder = folder_for(where)
    kept = [nameless(folder) for _ in range(96)]
    stay()
    return kept


def fill_mapped(where):
    """By files that are deleted, closed, and mapped."""
    folder = folder_for(where)
    kept = []
    for _ in range(96):
        with nameless(folder) as file:
            kept.append(mmap.mmap(file.fileno(), 0))
    stay()
    return kept


def fill_lightly(where):
    """A file of 8 MiB with ten names, one with nothing but a hole, and what is deleted at once."""
    folder = folder_for(where)
    with open(os.path.join(folder, "0"), "wb") as out:
        out.write(MIB * 8)
    for each in range(1, 10):
        os.link(os.path.join(folder, "0"), os.path.join(folder, str(each)))
    with open(os.path.join(folder, "holes"), "wb") as out:
        out.truncate(512 << 20)
    for _ in range(64):
        nameless(folder).close()
    memory = os.memfd_create("memory")
    os.write(memory, MIB)
    os.ftruncate(memory, 64 << 20)
    time.sleep(3)
    print("filled", flush=True)


def files(_):
    """Open files."""
    kept = []
    try:
        for _ in range(2000):
            kept.append(open("/dev/null", "rb"))
        print("opened")
    except OSError as error:
        print("refused:", error.strerror)


def write(path):
    """Where it has no business."""
    try:
        with open(os.path.join(path, "left-behind"), "w", encoding="utf-8") as left:
            left.write("x")
        os.remove(os.path.join(path, "left-behind"))
        print("written")
    except OSError:
        print("refused")


def hide(seconds):
    """Leaves the group and wipes its environment."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            null = os.open("/dev/null", os.O_RDWR)
            for number in range(3):
                os.dup2(null, number)
            os.execve("/bin/sleep", ["sleep", seconds], {})
        os._exit(0)
    os.wait()
    print("hidden", flush=True)


def signal(_):
    """Every process that it may reach."""
    reached = [pid for pid in processes() if pid > 2 and pid != os.getpid() and may_signal(pid)]
    print("reached" if reached else "alone")


def may_signal(pid):
    try:
        os.kill(pid, 0)
        return True
    except OSError:
        return False


if len(sys.argv) == 3:
    globals()[sys.argv[1]](sys.argv[2])
