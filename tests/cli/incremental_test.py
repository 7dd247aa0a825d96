"""An index that followed an archive night by night against one made anew: a git history that grows,
and files whose size and times tell that they need not be read again."""

import json
import os
import random
import time
import unittest

from git_repository import GitRepository
from smallprint import CliTest, smallprint_index, write_snapshot

HISTORIES = int(os.environ.get("SMALLPRINT_HISTORIES", "2"))
NIGHTS = 3
TERMS = "Privacy Policy.md"
SENTENCES = [f"We {verb} your {data} {with_whom}."
             for verb in ("share", "never sell", "collect", "may disclose", "do not record")
             for data in ("email address", "location", "cookies", "health data", "browsing history")
             for with_whom in ("with third parties", "for advertising", "unless you object",
                               "when the law requires it", "in the forms of this site")]
QUERIES = ["shares email with third parties", "cookies", "never sell", "locat*", "brows*", "\"health data\"",
           "email NEAR/3 share", "does not share location", "object AND unless", "advertising -cookies",
           "practice:third-party-sharing-collection/denied", "data:contact", "law requires",
           "exact:\"health data\"", "+record email", "history OR disclose", "heading:part", "forms",
           "opt out of advertising", "collects cookies"]


class Incremental(CliTest):
    def answers(self, index):
        """Everything that the queries, counts and facets print, but for digests of the answer."""
        lines = [self.search(query, "--group", "none", "--limit", "0", "--format", "json", index=index).out
                 for query in QUERIES]
        lines.append(self.search("count", *QUERIES, "--format", "json", index=index).out)
        for facet in ("practice", "data", "year", "site", "practice-x-data"):
            lines.append(self.search("facets", "--by", facet, "--format", "json", index=index).out)
        return lines

    def assert_followed(self, night, *options):
        """Brings the index up to date, and holds it against one made anew. The report of the first."""
        followed = self.build_with_report(self.archive, *options)
        anew = self.folder / f"anew-{night}"
        self.assert_code(0, smallprint_index("build", self.archive, "--index", anew,
                                             "--report", self.folder / "anew.json", *options))
        full = json.loads((self.folder / "anew.json").read_text())
        for key in ("index_digest", "content_digest", "snapshots", "passages", "passage_occurrences"):
            self.assertEqual(full[key], followed[key], key)
        self.assertEqual(self.answers(anew), self.answers(self.index))
        return followed

    def test_a_git_history_that_grows(self):
        for seed in range(HISTORIES):
            with self.subTest(seed=seed):
                self.follow_a_history(random.Random(seed), self.folder / f"history-{seed}")

    def follow_a_history(self, chance, folder):
        self.archive, self.index = folder / "archive", folder / "index"
        folder.mkdir()
        repository = GitRepository(self.archive)
        self.folder = folder
        day = 0
        for service in range(12):
            day += 1
            self.commit(repository, chance, f"Service {service}", day)
        self.assert_followed(0)
        read = []
        for night in range(1, NIGHTS + 1):
            for _ in range(chance.randrange(3)):
                day += 1
                self.commit(repository, chance, f"Service {chance.randrange(13)}", day)
            read.append(self.assert_followed(night)["bytes_read"])
        self.assertLess(max(read), 2_000)  # what came in the night, not the history

    def commit(self, repository, chance, service, day):
        path = f"{service}/{TERMS}"
        date = f"2020-{1 + day // 28:02}-{1 + day % 28:02}T12:00:00Z"
        if (self.archive / path).exists() and chance.random() < .3:
            repository.commit(removed=[path], date=date)
            return
        parts = chance.sample(SENTENCES, 4)
        repository.commit({path: f"# Policy\n\n{parts[0]}\n\n## Part\n\n" + "\n\n".join(parts[1:]) + "\n"},
                          date=date)

    def test_files_are_read_again_when_their_times_say_so(self):
        for site in ("a.example", "b.example", "c.example", "d.example", "e.example"):
            write_snapshot(self.archive, site, "2013-02-13", SENTENCES[0])
        time.sleep(2.5)  # a file that was written moments ago is not trusted
        first = self.assert_followed(0)
        second = self.assert_followed(1)
        self.assertEqual(0, second["bytes_read"])
        self.assertFalse(second["changes"]["new_generation"])
        write_snapshot(self.archive, "a.example", "2013-02-13", SENTENCES[1])

        third = self.assert_followed(2)

        self.assertLess(0, third["bytes_read"])
        self.assertLess(third["bytes_read"], first["bytes_read"] / 2)
        self.assertEqual(1, third["changes"]["policies"]["changed"])
        self.assertLess(third["bytes_read"] * 4, self.build_with_report(self.archive, "--paranoid")["bytes_read"])


if __name__ == "__main__":
    unittest.main()
