"""Runs one program on a terminal of its own and tells what a person would see there.

Reads one JSON object on standard input and prints one. pyte is the terminal.

A step waits for a text in what came since the step before, or on the line of the cursor.

asked:  words, folder, columns, rows, environment (added; null takes a variable away), steps (each
        {"await": TEXT, "type": TEXT | "signal": NAME | "run": SHELL}), piped (standard output is a pipe)
told:   screen (lines as they stand at the end), seen (every text that stood on the cursor's line),
        output (what came through the pipe), raw, colours (names on the final screen), exit (or minus
        the signal), echoes (whether the terminal still shows what is typed)
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pyte

SECONDS_MAX = 30


def start(asked, slave, pipe):
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for end in (0, 1, 2):
        os.dup2(slave, end)
    if pipe:
        os.dup2(pipe[1], 1)
    os.closerange(3, 64)
    os.chdir(asked["folder"])
    variables = dict(os.environ)
    variables["TERM"] = "xterm"
    for name, value in asked.get("environment", {}).items():
        if value is None:
            variables.pop(name, None)
        else:
            variables[name] = value
    os.execvpe(asked["words"][0], asked["words"], variables)


def main():
    asked = json.load(sys.stdin)
    columns, rows = asked.get("columns", 80), asked.get("rows", 24)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    pipe = os.pipe() if asked.get("piped") else None
    pid = start(asked, slave, pipe)
    if pipe:
        os.close(pipe[1])
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    raw, output, seen, steps = b"", b"", [], list(asked.get("steps", []))
    status, mark, deadline = None, 0, time.monotonic() + SECONDS_MAX
    quiet = 0
    while time.monotonic() < deadline:
        readers = [master] + ([pipe[0]] if pipe else [])
        ready, _, _ = select.select(readers, [], [], 0.02)
        if master in ready:
            data = os.read(master, 65536)
            raw += data
            stream.feed(data)
            line = screen.display[screen.cursor.y].rstrip()
            if line and (not seen or seen[-1] != line):
                seen.append(line)
        if pipe and pipe[0] in ready:
            data = os.read(pipe[0], 65536)
            output += data
            pipe = pipe if data else None
        here = screen.display[screen.cursor.y].rstrip() + " "
        awaited = steps[0]["await"] if steps else None
        if steps and (awaited.encode() in raw[mark:] + output or awaited in here):
            step = steps.pop(0)
            mark = len(raw)
            if "run" in step:
                subprocess.run(step["run"], shell=True, check=True)
            if "signal" in step:
                os.kill(pid, getattr(signal, step["signal"]))
            if "type" in step:
                os.write(master, step["type"].encode())
        if status is None:
            found, code = os.waitpid(pid, os.WNOHANG)
            status = os.waitstatus_to_exitcode(code) if found else None
        elif not ready:
            quiet += 1
            if quiet > 2:
                break
    if status is None:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    colours = {cell.fg for row in screen.buffer.values() for cell in row.values()} - {"default"}
    json.dump({
        "screen": [line.rstrip() for line in screen.display], "seen": seen,
        "output": output.decode(errors="replace"), "raw": raw.decode(errors="replace"),
        "colours": sorted(colours), "exit": status, "missed": [step["await"] for step in steps],
        "echoes": bool(termios.tcgetattr(slave)[3] & termios.ECHO)}, sys.stdout)


main()
