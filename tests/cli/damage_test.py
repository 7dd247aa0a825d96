"""A damaged index: changed bytes in any of its files end in an answer or in an error, never in a
crash, a bug report or an endless loop; and it can be built again."""

import json
import random
import subprocess
import unittest

import smallprint
from smallprint import SAMPLE, SEARCH_PROGRAM, CliTest, environment

SEED = 20130213
PLACES_PER_FILE = 20
SECONDS_PER_SEARCH = 10

# Between them they read every file of a shard.
QUERIES = (
    ["shares your email with third parties", "--explain", "--format", "json"],
    ["--limit", "0", "--group", "none", "--sort", "date", "--format", "jsonl", "cookies"],
    ["--limit", "0", "--group", "policy", "--from", "2005-01-01", "\"personal information\" OR cook*"],
    ["count", "exact:cookies OR heading:privacy OR (email NEAR/5 address) OR site:harborbooks.example"],
    ["show", "harborbooks.example"],
    ["--policy-host", "www.harborbooks.example", "--not", "site:other.example", "--limit", "0"],
    ["--category", "news", "--not", "rank:top-1k", "--limit", "0"],
    ["facets", "--by", "category"],
    ["history", "harborbooks.example", "--format", "json"],
    ["history", "harborbooks.example", "--diff", "1999-10-08..2003-09-30"],
    ["sample", "--from", "1990-01-01", "--size", "50", "--seed", "1", "--stratify", "category"],
)

# Its words are bounded where they are read (common/forward_index.hpp).
NOT_DAMAGED = ("/forward", "/report.json")


def changed(content, chance):
    """`content` with one to four neighbouring bytes changed."""
    damaged = bytearray(content)
    begin = chance.randrange(len(damaged))
    for i in range(begin, min(len(damaged), begin + chance.randint(1, 4))):
        damaged[i] ^= chance.randint(1, 255)
    return bytes(damaged)


class Damage(CliTest):
    def setUp(self):
        super().setUp()
        self.build(SAMPLE)
        self.generation = self.index / smallprint.current(self.index)

    def files(self):
        return sorted(path for path in self.index.rglob("*")
                      if path.is_file() and path.stat().st_size > 0
                      and not str(path).endswith(NOT_DAMAGED) and path.name != "lock")

    def shard_file(self, name):
        return self.generation / "shard-00" / name

    def overwrite(self, path, begin, content):
        with open(path, "r+b") as file:
            file.seek(begin)
            file.write(content)

    def what_is_wrong(self, arguments):
        """With a search of a damaged index: "" when it answers or says what is the matter."""
        try:
            done = subprocess.run([SEARCH_PROGRAM, "--index", self.index, *arguments], env=environment(),
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, timeout=SECONDS_PER_SEARCH, check=False)
        except subprocess.TimeoutExpired:
            return "does not end"
        if done.returncode == 0 or (64 <= done.returncode <= 78 and done.returncode != 70
                                    and done.stderr.startswith(b"smallprint-search: ")):
            return ""
        return f"exit code {done.returncode}: {done.stderr.decode(errors='replace')}"

    def test_changed_bytes_in_any_file_end_in_an_answer_or_an_error(self):
        chance = random.Random(SEED)
        self.assertGreater(len(self.files()), 25)
        for path in self.files():
            content = path.read_bytes()
            for place in range(PLACES_PER_FILE):
                damaged = changed(content, chance)
                path.write_bytes(damaged)
                for arguments in chance.sample(QUERIES, 2):
                    with self.subTest(file=path.name, place=place, arguments=arguments):
                        self.assertEqual("", self.what_is_wrong(arguments))
            path.write_bytes(content)
        self.search("cookies", "--fail-if-empty")

    def test_numbers_beyond_their_range_are_no_index_and_name_their_file(self):
        for name, begin in (("rows.first", 0), ("rows.count", 0), ("snapshots.host", 0),
                            ("snapshots.attributes", 0), ("attributes.sets.ends", 0),
                            ("words.stem", 0), ("policies.spans", 0), ("policies.spans", 4),
                            ("policies.spans", 8), ("forward.ends", 0), ("text.frames", 0),
                            ("text.frames", 8), ("postings/iamglass", 20)):
            with self.subTest(file=name, begin=begin):
                path = self.shard_file(name)
                content = path.read_bytes()
                self.overwrite(path, begin, b"\xf0\xff\xff\xff")

                outcome = self.search("cookies", code=69)

                self.assertIn("text.zst" if name == "text.frames" else
                              "rows.first" if name == "rows.count" else name, outcome.err)
                self.assertIn("hint: build the index anew: smallprint-index build SOURCE --full\n",
                              outcome.err)
                path.write_bytes(content)

    def test_a_manifest_of_other_counts_is_no_index(self):
        path = self.generation / "MANIFEST.json"
        manifest = json.loads(path.read_text())
        manifest["shards"][0]["passages"] += 1
        path.write_text(json.dumps(manifest))

        self.assertIn("is not what MANIFEST.xxh128 says", self.search("cookies", code=69).err)

    def test_damaged_text_is_built_again_as_the_hint_says(self):
        size = self.shard_file("text.zst").stat().st_size
        self.overwrite(self.shard_file("text.zst"), 0, b"\xff" * size)
        outcome = self.search("cookies", code=74)
        self.assertIn("hint: build the index anew: smallprint-index build SOURCE --full\n", outcome.err)

        self.build(SAMPLE, "--full")

        self.search("cookies", "--fail-if-empty")

    def test_a_damaged_index_counts_as_none_when_it_is_built_again(self):
        for name in ("snapshots.frames", "snapshots.zst", "policies.spans", "hosts", "forward.ends"):
            for extra in ([], ["--full"]):
                if name == "snapshots.zst" and not extra:
                    continue  # without a change, records are left to `verify`
                with self.subTest(file=name, extra=extra):
                    self.generation = self.index / smallprint.current(self.index)
                    size = self.shard_file(name).stat().st_size
                    self.overwrite(self.shard_file(name), 0, b"\xff" * size)

                    outcome = self.build(SAMPLE, *extra)

                    self.assertIn("smallprint-index: warning: the index in force counts as none: ",
                                  outcome.err)
                    self.assertIn(" published", outcome.err)
                    self.search("cookies", "--fail-if-empty")


if __name__ == "__main__":
    unittest.main()
