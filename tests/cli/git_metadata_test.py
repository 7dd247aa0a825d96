"""The records that the Princeton-Leuven archive keeps in its commit messages: as metadata, filters and
facets, and how a file is reproduced from its commit. Counted again from what git prints."""

import collections
import json
import os
import subprocess
import unittest

from smallprint import SHARED_CORPUS, CliTest, environment, header

BUNDLE = SHARED_CORPUS / "archive-pl.bundle"
IDENTITY = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1"}
KEYS = ("alexa_rank", "interval", "policy_domain", "word_count")
BANDS = ((1_000, "top-1k"), (10_000, "top-10k"), (100_000, "top-100k"), (1_000_000, "top-1m"))


def git(*arguments, **options):
    return subprocess.run(["git", *arguments], check=True, stdout=subprocess.PIPE,
                          env={**environment(), **IDENTITY}, **options).stdout


def band(rank):
    return next((name for last, name in BANDS if rank <= last), "beyond")


def is_number(value):
    return value == value  # NaN is not


class MetadataTest(CliTest):
    def facet(self, by, unit, *arguments):
        answer = self.search("facets", *arguments, "--by", by, "--unit", unit, "--format", "json").json
        self.assert_valid("facets", answer)
        return {value["value"]: value["count"] for value in answer["values"]}, answer

    def totals(self, *arguments):
        return self.search("count", *arguments, "--format", "json").json["totals"]

    def show(self, what):
        shown = self.search("show", what, "--format", "json").json
        self.assert_valid("snapshot", shown)
        return shown


class MadeUpRecords(MetadataTest):
    def setUp(self):
        super().setUp()
        git("init", "--quiet", self.archive)

    def commit(self, site, date, record, body="We share your email address with third parties."):
        path = self.archive / site[0] / site[:2] / site[:3] / f"{site}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(header(site, date) + body + "\n")
        git("-C", self.archive, "add", ".")
        git("-C", self.archive, "commit", "--quiet", "--message",
            f"{site} (archived on {date})\n\n{record}")

    def test_categories_filter_and_count_snapshots_of_the_lifespan(self):
        self.commit("news.example", "2013-01-05", '{"categories": "News, Media"}')
        self.commit("news.example", "2014-01-05", '{"categories": "Media"}')
        self.commit("shop.example", "2013-01-05", '{"categories": ["SHOPPING", "media"]}')
        self.commit("none.example", "2013-01-05", '{"categories": ""}')
        self.build()

        self.assertEqual({"media": 2, "news": 1, "shopping": 1}, self.facet("category", "site")[0])
        self.assertEqual(1, self.facet("category", "site")[1]["other"])
        answer = self.search("email", "--category", "NEWS", "--format", "json").json
        self.assert_valid("search_answer", answer)
        self.assertEqual(["NEWS"], answer["filters"]["category"])
        self.assertEqual(["news.example"], [hit["site"] for hit in answer["hits"]])
        self.assertEqual(1, answer["totals"]["snapshots"])
        self.assertEqual(0, self.totals("--category", "news", "--from", "2013-06-01")["sites"])
        self.assertEqual(2, self.totals("--category", "news", "--category", "shopping")["sites"])
        # The capture of 2014 was in news no more; the passage has the value all the same.
        self.assertEqual((3, 3), tuple(self.totals("email", "--not", "category:news")[of]
                                       for of in ("sites", "snapshots")))
        self.assertEqual(2, self.totals("email NOT category:news")["sites"])
        self.assertEqual("category", self.facet("category", "site", "--category", "news")[1]["without_filter"])

    def test_a_record_is_shown_as_it_is_written(self):
        record = {"alexa_rank": 5, "categories": ["NaN, really"], "interval": "2013_A",
                  "parked_domain": True, "policy_domain": "NaN", "readability": 12.25,
                  "simhash": 2**64 - 1, "word_count": 0}
        self.commit("full.example", "2013-01-05", json.dumps({**record, "updated_policy": True}))
        self.commit("void.example", "2013-01-05", '{"alexa_rank": NaN, "simhash": null, "interval": ""}')
        self.build()

        self.assertEqual(record, self.show("full.example")["metadata"])
        self.assertEqual({}, self.show("void.example")["metadata"])
        self.assertEqual({"true": 1}, self.facet("parked", "site")[0])
        self.assertIn("simhash 18446744073709551615\n", self.search("show", "full.example").out)

    def test_a_value_that_is_none_of_its_list_is_an_error_that_names_the_list(self):
        self.commit("full.example", "2013-01-05", "{}")
        self.build()

        for query in ("rank:top1k", "parked:maybe"):
            error = self.search(query, code=64).err
            self.assertIn("unknown", error)
            self.assertIn("top-1k, top-10k, top-100k, top-1m, beyond" if "rank" in query
                          else "true, false", error)

    def test_metadata_alone_change_the_index_digest_and_not_the_content_digest(self):
        self.commit("full.example", "2013-01-05", '{"alexa_rank": 5}')
        first = self.build_with_report()
        git("-C", self.archive, "commit", "--quiet", "--amend", "--message", 'a\n\n{"alexa_rank": 6}')
        second = self.build_with_report()

        self.assertEqual(first["content_digest"], second["content_digest"])
        self.assertNotEqual(first["index_digest"], second["index_digest"])
        self.assertEqual(6, self.show("full.example")["metadata"]["alexa_rank"])


class FilesWithoutHeader(MetadataTest):
    """Open Terms Archive: no header line, several policies a site, names with spaces."""

    TEXT = "We share your email address with third parties.\n"

    def setUp(self):
        super().setUp()
        git("init", "--quiet", self.archive)
        for name in ("Privacy Policy", "Cookie 'Policy'", "Terms"):
            path = self.archive / "Ada Inc" / f"{name}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"# {name}\n\n{self.TEXT}")
        git("-C", self.archive, "add", ".")
        git("-C", self.archive, "commit", "--quiet", "--date", "2013-01-05T12:00:00Z", "--message", "Record")

    def test_show_takes_a_site_with_one_policy(self):
        self.build()

        shown = self.show("Ada Inc@2013-01-05")
        self.assertEqual(("Ada Inc", "Ada Inc", {}),
                         (shown["site"], shown["policy"], shown["metadata"]))
        self.assertEqual([self.TEXT.strip()], [passage["text"] for passage in shown["passages"]])

    def test_show_wants_a_policy_where_a_site_has_several_of_other_names(self):
        self.build("--include", "Cookie*.md", "--include", "Terms.md")

        error = self.search("show", "Ada Inc", code=64).err
        self.assertIn("the site has 2 policies", error)
        self.assertIn("Ada Inc/Cookie 'Policy', Ada Inc/Terms", error)
        shown = self.show("Ada Inc/Cookie 'Policy'")
        printed = subprocess.run(shown["git_command"], shell=True, check=True, env=environment(),
                                 stdout=subprocess.PIPE).stdout
        self.assertEqual(f"# Cookie 'Policy'\n\n{self.TEXT}".encode(), printed)


@unittest.skipUnless(BUNDLE.is_file(), "no ../shared/corpus/archive-pl.bundle")
class Bundle(MetadataTest):
    def setUp(self):
        super().setUp()
        self.archive = self.folder / "it's a $(history).git"
        git("clone", "--quiet", "--bare", BUNDLE, self.archive)
        self.build()
        messages = git("-C", self.archive, "log", "--format=%H%x00%B%x00").decode().split("\0")
        self.records = {}  # commit -> record
        for commit, message in zip(messages[0::2], messages[1::2]):
            if "\n{" in message:
                self.records[commit.strip()] = json.loads(message[message.index("\n{"):])

    def test_metadata_of_every_snapshot_and_the_command_that_reproduces_it(self):
        last_of_day = {}
        for commit, record in self.records.items():
            stamp = record["timestamp"]
            key = (record["site_hostname"], f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}")
            last_of_day[key] = max(last_of_day.get(key, ("", "")), (stamp, commit))
        self.assertEqual(600, len(self.records))
        for number, ((site, date), (stamp, commit)) in enumerate(sorted(last_of_day.items())):
            shown = self.show(f"{site}@{date}")
            record = self.records[commit]
            self.assertEqual((stamp, commit), (shown["timestamp"], shown["commit"]))
            self.assertEqual({key: record[key] for key in KEYS if is_number(record[key])}, shown["metadata"])
            if number % 20 == 0:
                printed = subprocess.run(shown["git_command"], shell=True, check=True,
                                         env=environment(), stdout=subprocess.PIPE).stdout
                self.assertEqual(git("-C", self.archive, "cat-file", "blob", f"{commit}:{shown['file']}"),
                                 printed)
                self.assertIn(shown["git_command"] + "\n", self.search("show", f"{site}@{date}").out)

    def test_hits_name_the_commit_of_their_first_snapshot(self):
        for hit in self.search("email", "--format", "json").json["hits"]:
            source = hit["source"]
            self.assertEqual(hit["site"], self.records[source["commit"]]["site_hostname"])
            file = git("-C", self.archive, "cat-file", "blob", f"{source['commit']}:{source['file']}")
            self.assertIn(hit["lifespan"]["first"].encode(), file)
            self.assertLess(source["byte_end"], len(file))

    def test_facets_are_what_the_records_say(self):
        expected = {by: {unit: collections.defaultdict(set) for unit in ("site", "snapshot")}
                    for by in ("rank", "interval")}
        for commit, record in self.records.items():
            values = {"interval": record["interval"]}
            if is_number(record["alexa_rank"]):
                values["rank"] = band(record["alexa_rank"])
            for by, value in values.items():
                expected[by]["site"][value].add(record["site_hostname"])
                expected[by]["snapshot"][value].add(commit)
        for by, units in expected.items():
            for unit, values in units.items():
                with self.subTest(by=by, unit=unit):
                    counts = {value: len(members) for value, members in values.items()}
                    self.assertEqual(counts, self.facet(by, unit)[0])
        for value, sites in expected["rank"]["site"].items():
            self.assertEqual(len(sites), self.totals(f"rank:{value}")["sites"])


if __name__ == "__main__":
    unittest.main()
