"""Threads that read a first value at once do no harm where shapes were learned before."""

import subprocess
import sys

READ_AT_ONCE = """
import sys, threading
import msgspec
from regulars.core.program import Program
from regulars.kit import shapes

assert shapes.learn() > 50
sys.setswitchinterval(1e-6)
text = b'{"program": "a", "title": "A", "currency": "EUR", "time_zone": "UTC", "points": {}}'
barrier, read = threading.Barrier(4), []

def run():
    barrier.wait()
    read.append(msgspec.json.decode(text, type=Program).title)

threads = [threading.Thread(target=run) for _ in range(4)]
for one in threads:
    one.start()
for one in threads:
    one.join()
assert read == ["A"] * 4
"""


def test_many_threads_read_their_first_value() -> None:
    # Without learning, every third run or so is brought down.
    for _time in range(8):
        subprocess.run([sys.executable, "-c", READ_AT_ONCE], check=True)
