"""The peak: as many checks as the cores give in ten seconds."""
import subprocess
import time

from noon import NOON
from tool import Failure, when

SECONDS = 10


def checks(mapae, state, codes, cores):
    """How many valid codes the doors of that state check, one process for each core; all are accepted."""
    queue = mapae.folder / "peak.txt"
    queue.write_text("".join(text + "\n" for text in codes))
    command = [*mapae.prefix, mapae.path, "verify", *[queue] * 200, "--state", mapae.folder / state, "--accept",
               "vaccination", "--at", when(NOON), "--json"]
    outputs = [open(mapae.folder / f"peak-{core}.ndjson", "w+b") for core in range(cores)]
    try:
        doors = [subprocess.Popen([str(part) for part in command], stdout=output) for output in outputs]
        time.sleep(SECONDS)
        for door in doors:
            door.terminate()
            door.wait()
        return sum(accepted(output) for output in outputs)
    finally:
        for output in outputs:
            output.close()
            (mapae.folder / output.name).unlink()


def accepted(output):
    """The count of whole lines; the last may be cut off."""
    output.seek(0)
    lines = [line for line in output if line.endswith(b"\n")]
    if not lines or not all(b'"outcome":"accepted"' in line for line in lines):
        raise Failure("at the peak not every code was accepted")
    return len(lines)
