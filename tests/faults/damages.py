"""Damages to every kind of file of a generation: `verify` must find each, and a damaged CURRENT or
MANIFEST.json must never lead to a wrong answer."""

import random

import night as nights

BLOCK = 512


def flip_bit(path, rng):
    data = bytearray(path.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def truncate(path, rng):
    path.write_bytes(path.read_bytes()[:rng.randrange(path.stat().st_size)])


def zero_block(path, rng):
    data = bytearray(path.read_bytes())
    blocks = [at for at in range(0, len(data), BLOCK) if any(data[at:at + BLOCK])]
    at = rng.choice(blocks)
    data[at:at + BLOCK] = bytes(len(data[at:at + BLOCK]))
    path.write_bytes(data)


def remove(path, _):
    path.unlink()


def append(path, rng):
    path.write_bytes(path.read_bytes() + rng.randbytes(1 + rng.randrange(BLOCK)))


def damages_of(path):
    if path.stat().st_size == 0:
        return (remove, append)
    return (flip_bit, truncate, remove, append) + ((zero_block,) if any(path.read_bytes()) else ())


def run(count, seed):
    """Returns figures, and what went wrong as a list of sentences."""
    rng = random.Random(seed)
    figures = {"damages": 0, "kinds of file": 0, "found by verify": 0}
    problems = []
    with nights.Night() as night:
        generation = night.index / (night.index / "CURRENT").read_text().split()[0]
        files = sorted(path for path in generation.rglob("*") if path.is_file())
        files.append(night.index / "CURRENT")
        figures["kinds of file"] = len({path.name for path in files})
        night.require(verify(night))
        for trial in range(count):
            path = files[trial % len(files)]
            sound = path.read_bytes()
            damage = rng.choice(damages_of(path))
            damage(path, rng)
            found = verify(night)
            figures["damages"] += 1
            figures["found by verify"] += found.code != 0
            name = f"{damage.__name__} of {path.relative_to(night.index)}"
            if found.code == 0:
                problems.append(f"{name}: not found")
            if path.name in ("CURRENT", "MANIFEST.json") and night.answers(night.index) not in (
                    None, night.after):
                problems.append(f"{name}: another answer")
            path.write_bytes(sound)
        night.require(verify(night))
    return figures, problems


def verify(night):
    return nights.run(nights.INDEX_PROGRAM, "verify", "--index", night.index)
