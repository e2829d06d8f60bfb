"""Runs the program once, into a pipe or a terminal, and measures it."""

import contextlib
import os
import pty
import subprocess
import threading
import time
import tty
from typing import NamedTuple

PATIENCE = 15


class Result(NamedTuple):
    code: int
    printed: str
    said: str
    passed: float
    busy: float
    megabytes: int


def run(command, folder, variables=(), is_terminal=False):
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "DEAL_AS_OF": "2026-11-23", "EDITOR": "true"}
    environment |= {"NO_COLOR": "1", "PAGER": "cat"} | dict(variables)
    streams = [Terminal() if is_terminal else Pipe() for _ in range(2)]
    began, ends = time.time(), dict(zip(("stdout", "stderr"), [stream.end for stream in streams]))
    child = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, **ends)
    watch = threading.Timer(PATIENCE, child.kill)
    watch.start()
    printed, said = (stream.read() for stream in streams)
    _, status, used = os.wait4(child.pid, 0)
    watch.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    return Result(
        child.returncode, printed, said, time.time() - began, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10
    )


class Pipe:
    """What a program prints into, read in a thread of its own until it ends."""

    def __init__(self):
        self.start, self.end = self.open()
        self.text = b""
        self.reader = threading.Thread(target=self.drain)
        self.reader.start()

    def open(self):
        return os.pipe()

    def drain(self):
        with contextlib.suppress(OSError):
            while found := os.read(self.start, 1 << 16):
                self.text += found[: max(0, (10 << 20) - len(self.text))]

    def read(self):
        os.close(self.end)
        self.reader.join()
        os.close(self.start)
        return self.text.decode(errors="surrogateescape")


class Terminal(Pipe):
    def open(self):
        start, end = pty.openpty()
        tty.setraw(end)
        return start, end
