"""The program that writes documents, asked one question a line; its answers carry their length."""
import subprocess


class Renderer:
    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def render(self, form, context, first, last):
        self.process.stdin.write(f"{form} {context} {first} {last}\n".encode())
        self.process.stdin.flush()
        head = self.process.stdout.readline()
        if not head:
            raise RuntimeError(f"the driver ended with exit code {self.process.wait()}")
        document = self.process.stdout.read(int(head))
        if len(document) != int(head):
            raise RuntimeError("the driver ended inside a document")
        return document
