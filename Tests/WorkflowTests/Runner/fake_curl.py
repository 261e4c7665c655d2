"""Stands in for `curl` where the pinned mandate is fetched: one URL, one file.

    fake_curl.py URL FILE [OPTION...] URL
"""

import shutil
import sys

served, file, words = sys.argv[1], sys.argv[2], sys.argv[3:]
flags = {"--fail", "--silent", "--show-error", "--location"}
target, url = None, None
while words:
    word = words.pop(0)
    if word == "--output":
        target = words.pop(0)
    elif word in ("--proto", "--retry"):
        words.pop(0)
    elif word in flags:
        flags.discard(word)
    elif word.startswith("-"):
        sys.exit(f"curl: this stand-in does not know {word}")
    else:
        url = word
if "--fail" in flags:
    sys.exit("curl: without --fail an error page would be taken for the program")
if url != served:
    sys.stderr.write(f"curl: (22) The requested URL returned error: 404: {url}\n")
    sys.exit(22)
shutil.copyfile(file, target)
