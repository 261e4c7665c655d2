"""A program that answers one JSON line for each JSON line, and a way to keep many lines in flight without a deadlock."""
import contextlib
import json
import os
import queue
import select
import subprocess
import sys
import threading

SILENCE = 120  # seconds without an answer after which the program counts as hanging


class DriverFailure(Exception):
    """The program died, hung or said something that is no JSON line."""


class Driver:
    """The program, started once. A Python file is run by this interpreter."""

    def __init__(self, path):
        command = [sys.executable, path] if path.endswith(".py") else [os.path.abspath(path)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.pending, self.feeder = b"", None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        if self.feeder:
            self.feeder.join()
        with contextlib.suppress(OSError):  # what was still to be written to it
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def send(self, text):
        self.process.stdin.write(text.encode() + b"\n")
        self.process.stdin.flush()

    def receive(self):
        while b"\n" not in self.pending:
            if not select.select([self.process.stdout], [], [], SILENCE)[0]:
                raise DriverFailure(f"no answer for {SILENCE} s")
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                raise DriverFailure(f"the program ended with exit code {self.process.wait()} before its answer")
            self.pending += more
        line, self.pending = self.pending.split(b"\n", 1)
        try:
            return json.loads(line)
        except ValueError as error:
            raise DriverFailure(f"no JSON: {line[:200]!r}") from error

    def ask(self, question):
        self.send(json.dumps(question))
        return self.receive()

    def stream(self, lines, window=64):
        """Pairs of a line and its answer. A second thread writes, at most `window` lines ahead of what was read."""
        free, sent, failures, stopped = threading.Semaphore(window), queue.SimpleQueue(), [], threading.Event()

        def feed():
            try:
                for line in lines:
                    free.acquire()
                    if stopped.is_set():
                        return
                    sent.put(line)
                    self.send(line)
            except OSError:
                pass  # the reader says what became of the program
            except Exception as error:
                failures.append(error)
            finally:
                sent.put(None)

        self.feeder = threading.Thread(target=feed, daemon=True)
        self.feeder.start()
        try:
            while (line := sent.get()) is not None:
                answer = self.receive()
                free.release()
                yield line, answer
            if failures:
                raise failures[0]
        finally:
            stopped.set()
            free.release()

    def finish(self):
        """Ends the input; the program must end by itself, with 0 and without another word."""
        self.process.stdin.close()
        rest = self.pending + self.process.stdout.read()
        if self.process.wait(timeout=SILENCE) != 0 or rest:
            raise DriverFailure(f"exit code {self.process.returncode}, {len(rest)} bytes too many")
