"""Every format of every verb, on data/sample: shapes, cross-checks between formats, and the source."""

import csv
import io
import re
import subprocess
import unittest

from smallprint import (SAMPLE, SEARCH_PROGRAM, SampleTest, environment, words_in_order)

QUERY = "shares email with third parties"
COLUMNS = ["rank", "score", "site", "policy_host", "first", "last", "snapshots", "heading", "text",
           "practices", "archive_url", "passage_id", "file", "byte_start", "byte_end"]


def brief(practices):
    """The column `practices` of a table."""
    return ";".join(one["practice"] + (f"/{one['polarity']}" if one["polarity"] else "") +
                    (":" + "+".join(one["data"]) if one["data"] else "") for one in practices)


class Json(SampleTest):
    def test_answer_follows_its_schema(self):
        for arguments in ((QUERY,), (QUERY, "--group", "none", "--limit", "0", "--explain"),
                          ("qqxnothing",), ("--site", "harborbooks.example"), ("", "--from", "1990-01-01"),
                          ('"third parties" -cookies',), ("share NEAR/5 email OR advert*",)):
            with self.subTest(arguments=arguments):
                self.assert_valid("search_answer",
                                  self.search(*arguments, "--format", "json").json)

    def test_answer_says_how_the_query_was_read(self):
        query = self.search("shares e-mail with third-party", "--format", "json").json["query"]

        self.assertEqual("shares e-mail with third-party", query["input"])
        self.assertIn(["e-mail", "email"], query["normalised"])
        self.assertEqual([{"practice": "third-party-sharing-collection",
                           "polarity": "performed",
                           "polarities": ["performed", "conditional"],
                           "data": "contact",
                           "attributes": ["data:contact"]}],
                         [{key: value for key, value in intent.items() if key != "weight"}
                          for intent in query["intent"]])

    def test_no_intent_ranks_by_words_alone(self):
        answer = self.search(QUERY, "--format", "json", "--no-intent", "--explain").json

        self.assertEqual([], answer["query"]["intent"])
        for hit in answer["hits"]:
            self.assertEqual({"word"}, {part["kind"] for part in hit["explain"]["parts"]})

    def test_explained_parts_add_up_to_the_score(self):
        for hit in self.search(QUERY, "--format", "json", "--explain").json["hits"]:
            parts = hit["explain"]["parts"]
            self.assertAlmostEqual(hit["score"], sum(part["score"] for part in parts), places=5)
            self.assertIn("label", {part["kind"] for part in parts})

    def test_lines_are_the_hits_of_the_answer(self):
        answer = self.search(QUERY, "--format", "json", "--limit", "25").json
        lines = self.search(QUERY, "--format", "jsonl", "--limit", "25").json_lines

        self.assertEqual(answer["hits"], lines)
        for line in lines:
            self.assert_valid("hit", line)

    def test_same_question_gives_the_same_bytes(self):
        outputs = {self.search(QUERY, "--format", "json").stdout for _ in range(3)}

        self.assertEqual(1, len(outputs))

    def test_totals_agree_with_all_hits(self):
        answer = self.search(QUERY, "--format", "json", "--limit", "0", "--group", "none").json

        self.assertEqual(len(answer["hits"]), answer["totals"]["passages"])
        self.assertEqual(len({hit["site"] for hit in answer["hits"]}), answer["totals"]["sites"])
        self.assertEqual(len({hit["policy"] for hit in answer["hits"]}), answer["totals"]["policies"])
        self.assertIs(True, answer["totals"]["exact"])

    def test_empty_query_matches_everything_that_the_filters_let_through(self):
        answer = self.search("", "--from", "1990-01-01", "--format", "json").json

        self.assertEqual(120, answer["totals"]["snapshots"])
        self.assertEqual(27, answer["totals"]["sites"])

    def test_count_gives_an_object_for_one_query_and_an_array_for_several(self):
        one = self.search("count", "email", "--format", "json").json
        several = self.search("count", "email", "cookies", "--format", "json").json
        lines = self.search("count", "email", "cookies", "--format", "jsonl").json_lines

        for document in [one, several, *lines]:
            self.assert_valid("count", document)
        self.assertEqual("email", one["query"])
        self.assertEqual(["email", "cookies"], [count["query"] for count in several])
        self.assertEqual(several, lines)
        self.assertEqual(one, several[0])
        answer = self.search("email", "--format", "json").json
        self.assertEqual(answer["totals"], one["totals"])

    def test_count_says_of_which_index_and_under_which_filters(self):
        filters = ["--from", "2012-01-01", "--data", "contact"]
        count = self.search("count", "email NOT phone", *filters, "--format", "json").json
        answer = self.search("email NOT phone", *filters, "--format", "json").json

        self.assertEqual(answer["index_digest"], count["index_digest"])
        self.assertEqual(answer["query"]["parsed"], count["parsed"])
        self.assertEqual(answer["filters"], count["filters"])
        self.assertEqual("2012-01-01", count["filters"]["from"])

    def test_count_as_text_has_the_numbers(self):
        totals = self.search("count", "email", "--format", "json").json["totals"]

        self.assertEqual(f"email\t{totals['sites']} sites, {totals['policies']} policies, "
                         f"{totals['snapshots']} snapshots, {totals['passages']} passages\n",
                         self.search("count", "email").out)

    def test_fields_have_name_description_and_an_example_that_parses(self):
        fields = self.search("fields", "--format", "json").json

        self.assertIn("site", [field["name"] for field in fields])
        text = self.search("fields").out
        for field in fields:
            self.assertIn(field["description"], text)
            self.search(field["example"])
            for value in field["values"]:
                self.assertIn(value["definition"], text)
                self.search(f"{field['name']}:{value['value']}")

    def test_show_follows_its_schema(self):
        shown = self.search("show", "harborbooks.example", "--format", "json").json

        self.assert_valid("snapshot", shown)
        self.assertEqual("harborbooks.example", shown["site"])
        count = self.search("count", "email", "--format", "json").json
        self.assertEqual(count["index_digest"], shown["index_digest"])

    def test_practices_of_hits_and_of_show_are_the_same(self):
        hits = self.search("third parties", "--format", "jsonl").json_lines

        self.assertTrue(any(hit["practices"] for hit in hits))
        for hit in hits:
            shown = self.search("show", hit["passage_id"], "--format", "json").json
            self.assertEqual(hit["practices"], shown["passages"][0]["practices"])

    def test_evidence_stands_in_the_text_where_its_range_says(self):
        statements = 0
        for hit in self.search("--from", "1990-01-01", "--format", "jsonl", "--limit", "0", "--group",
                               "none").json_lines:
            self.assert_valid("hit", hit)
            for one in hit["practices"]:
                begin, end = one["evidence_range"]
                self.assertEqual(one["evidence"], hit["text"].encode()[begin:end].decode())
                self.assertTrue(one["evidence"])
                statements += 1

        self.assertGreater(statements, 20)

    def test_filters_are_repeated_in_the_answer(self):
        filters = self.search("share", "--practice", "Data-Security", "--practice",
                              "third-party-sharing-collection/denied", "--data", "contact",
                              "--format", "json").json["filters"]

        self.assertEqual(["data-security", "third-party-sharing-collection/denied"],
                         filters["practice"])
        self.assertEqual(["contact"], filters["data"])

    def test_practice_and_data_hold_in_one_statement_of_every_hit(self):
        hits = self.search("--practice", "third-party-sharing-collection", "--data", "contact",
                           "--data", "financial", "--format", "jsonl", "--limit", "0", "--group",
                           "none").json_lines

        self.assertTrue(hits)
        for hit in hits:
            self.assertTrue(any(one["practice"] == "third-party-sharing-collection" and
                                {"contact", "financial"} & set(one["data"])
                                for one in hit["practices"]), hit)

    def test_field_and_filter_of_a_practice_agree(self):
        practice = "third-party-sharing-collection/denied"
        by_filter = self.search("email", "--practice", practice, "--format", "jsonl").json_lines
        by_field = self.search(f"email practice:{practice}", "--format", "jsonl").json_lines

        self.assertEqual(by_filter, by_field)
        self.assertTrue(by_filter)

    def test_excluded_practice_is_in_no_hit(self):
        hits = self.search("email", "--not", "practice:third-party-sharing-collection", "--format",
                           "jsonl", "--limit", "0", "--group", "none").json_lines

        self.assertTrue(hits)
        for hit in hits:
            self.assertNotIn("third-party-sharing-collection",
                             [one["practice"] for one in hit["practices"]])

    def test_show_of_a_passage_is_that_passage_alone(self):
        hit = self.search(QUERY, "--format", "json", "--limit", "1").json["hits"][0]

        shown = self.search("show", hit["passage_id"], "--format", "json").json

        self.assert_valid("snapshot", shown)
        self.assertEqual([hit["text"]], [passage["text"] for passage in shown["passages"]])
        self.assertEqual(hit["lifespan"]["first"], shown["date"])
        self.assertEqual(hit["lifespan"], shown["passages"][0]["lifespan"])
        self.assertEqual(hit["source"]["byte_start"], shown["passages"][0]["byte_start"])
        self.assertEqual(hit["source"]["byte_end"], shown["passages"][0]["byte_end"])
        self.assertEqual(hit["source"]["file"], shown["file"])
        self.assertEqual(hit["title"], shown["title"])

    def test_show_as_text_has_every_passage(self):
        shown = self.search("show", "harborbooks.example", "--format", "json").json

        text = self.search("show", "harborbooks.example").out

        for passage in shown["passages"]:
            block = text[text.index(passage["passage_id"]):].split("\n\n")[0]
            lifespan = passage["lifespan"]
            self.assertRegex(block, f"in force {lifespan['first']} to {lifespan['last']}, "
                                    f"{lifespan['snapshots']} snapshots?$")
            self.assertTrue(words_in_order(passage["text"], text))


class Batch(SampleTest):
    def setUp(self):
        super().setUp()
        self.queries = self.folder / "queries.tsv"
        self.queries.write_text(f"q1\t{QUERY}\r\n\nq2\tcookies\tharborbooks.example\nq3\tqqxnothing\n")

    def test_lines_follow_their_schema_and_equal_single_searches(self):
        lines = self.search("batch", self.queries, "--format", "jsonl", "--limit", "20").json_lines

        for line in lines:
            self.assert_valid("batch_line", line)
            self.assertEqual(line["site"], line["domain"])
        singly = self.search(QUERY, "--format", "jsonl", "--limit", "20", "--group", "none").json_lines
        first = [line for line in lines if line["qid"] == "q1"]
        for key in ("rank", "score", "passage_id", "site"):
            self.assertEqual([hit[key] for hit in singly], [line[key] for line in first])
        for hit, line in zip(singly, first):
            heading = " > ".join(hit["heading"])
            self.assertEqual(heading + "\n" * bool(heading) + hit["text"], line["passage"])
            self.assertEqual(hit["source"]["archive_url"], line["archive_url"])

    def test_third_column_restricts_to_a_site(self):
        lines = self.search("batch", self.queries, "--format", "jsonl").json_lines

        sites = {line["site"] for line in lines if line["qid"] == "q2"}

        self.assertEqual({"harborbooks.example"}, sites)

    def test_group_site_gives_a_site_once(self):
        lines = self.search("batch", self.queries, "--format", "jsonl", "--group", "site").json_lines
        sites = [line["site"] for line in lines if line["qid"] == "q1"]

        self.assertEqual(len(set(sites)), len(sites))

    def test_trec_has_the_query_ids(self):
        lines = self.search("batch", self.queries, "--format", "trec", "--limit", "3").lines

        self.assertEqual(["q1", "q1", "q1", "q2", "q2", "q2"], [line.split()[0] for line in lines])
        for line in lines:
            self.assertRegex(line, r"^q[12] Q0 p:[0-9a-f]{16} [1-3] -?[0-9]+\.[0-9]{6} smallprint$")


class Tables(SampleTest):
    def rows(self, name):
        text = self.search(QUERY, "--format", name, "--limit", "0", "--group", "none").stdout.decode()
        delimiter = "," if name == "csv" else "\t"
        quoting = csv.QUOTE_MINIMAL if name == "csv" else csv.QUOTE_NONE
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting,
                               strict=True))

    def hits(self):
        return self.search(QUERY, "--format", "jsonl", "--limit", "0", "--group", "none").json_lines

    def test_columns_are_those_of_the_contract(self):
        for name in ("csv", "tsv"):
            with self.subTest(format=name):
                rows = self.rows(name)
                self.assertEqual(COLUMNS, rows[0])
                self.assertEqual({len(COLUMNS)}, {len(row) for row in rows})

    def test_csv_holds_what_json_holds(self):
        hits = self.hits()
        rows = [dict(zip(COLUMNS, row)) for row in self.rows("csv")[1:]]

        self.assertEqual(len(hits), len(rows))
        for hit, row in zip(hits, rows):
            self.assertEqual(str(hit["rank"]), row["rank"])
            self.assertAlmostEqual(hit["score"], float(row["score"]), places=6)
            self.assertEqual(hit["site"], row["site"])
            self.assertEqual(hit["policy_host"], row["policy_host"])
            self.assertEqual(hit["lifespan"]["first"], row["first"])
            self.assertEqual(hit["lifespan"]["last"], row["last"])
            self.assertEqual(str(hit["lifespan"]["snapshots"]), row["snapshots"])
            self.assertEqual(" > ".join(hit["heading"]), row["heading"])
            self.assertEqual(hit["text"], row["text"])
            self.assertEqual(brief(hit["practices"]), row["practices"])
            self.assertEqual(hit["source"]["archive_url"], row["archive_url"])
            self.assertEqual(hit["passage_id"], row["passage_id"])
            self.assertEqual(hit["source"]["file"], row["file"])
            self.assertEqual(str(hit["source"]["byte_start"]), row["byte_start"])
            self.assertEqual(str(hit["source"]["byte_end"]), row["byte_end"])

    def test_tsv_is_one_line_a_hit(self):
        hits = self.hits()
        rows = self.rows("tsv")[1:]

        self.assertEqual(len(hits), len(rows))
        for hit, row in zip(hits, rows):
            self.assertEqual(re.sub(r"[\t\n]", " ", hit["text"]), row[COLUMNS.index("text")])

    def test_trec_lines(self):
        hits = self.search(QUERY, "--format", "jsonl").json_lines

        expected = [f"1 Q0 {hit['passage_id']} {hit['rank']} {hit['score']:.6f} smallprint"
                    for hit in hits]

        self.assertEqual(expected, self.search(QUERY, "--format", "trec").lines)


class Text(SampleTest):
    def test_hit_shows_what_a_reader_cites(self):
        hits = self.search(QUERY, "--format", "jsonl", "--limit", "5").json_lines
        blocks = self.search(QUERY, "--limit", "5").out.split("\n\n")
        head, blocks = blocks[0], blocks[1:]

        self.assertIn("(exact)", head)
        self.assertRegex(head, r"(?m)^query +share OR ")
        self.assertRegex(head, r"(?m)^index +xxh128:")
        self.assertEqual(len(hits), len(blocks))
        for hit, block in zip(hits, blocks):
            self.assertRegex(block, rf"^ *{hit['rank']}\. {re.escape(hit['site'])}\b")
            self.assertIn(f"in force {hit['lifespan']['first']} to {hit['lifespan']['last']}", block)
            self.assertIn(f"{hit['source']['file']} bytes {hit['source']['byte_start']}-"
                          f"{hit['source']['byte_end']}", block)
            self.assertIn(hit["passage_id"], block)
            self.assertIn(hit["source"]["archive_url"], block)
            for one in hit["practices"]:
                self.assertIn(f"[{one['practice']}", block)
                self.assertTrue(words_in_order(one["evidence"], block))
            self.assertTrue(words_in_order(hit["text"], block))

    def test_matched_words_are_marked(self):
        hit = self.search("cookies", "--format", "jsonl", "--limit", "1").json_lines[0]
        begin, end = hit["highlights"][0]
        word = hit["text"].encode()[begin:end].decode()

        self.assertRegex(word, "(?i)^cookies?$")
        self.assertIn(f"*{word}*", self.search("cookies", "--limit", "1").out)

    def test_every_highlight_is_a_word_of_the_query(self):
        for hit in self.search("email", "--format", "jsonl", "--limit", "0", "--group", "none").json_lines:
            text = hit["text"].encode()
            for begin, end in hit["highlights"]:
                self.assertRegex(text[begin:end].decode(), "(?i)^e-?\\s?mail(s|ed|ing)?$")

    def test_phrase_in_the_heading_alone_is_said_and_marks_nothing(self):
        hits = self.search('"how we share it"', "--format", "jsonl").json_lines
        text = self.search('"how we share it"', "--limit", "1").out

        self.assertEqual([[]] * 2, [hit["highlights"] for hit in hits])

        self.assertIn("\n    matched in heading\n", text)
        self.assertNotIn("*", text)

    def test_nothing_found_says_so_in_numbers(self):
        self.assertIn("0 sites, 0 policies, 0 snapshots, 0 passages (exact)",
                      self.search("qqxnothing").out)


class Source(SampleTest):
    """The place in the original file, checked against the file itself."""

    def test_ranges_cut_the_words_of_the_text_from_the_file(self):
        hits = self.search("--from", "1990-01-01", "--format", "jsonl", "--limit", "0", "--group", "none").json_lines

        self.assertGreater(len(hits), 400)
        for hit in hits:
            source = hit["source"]
            content = (SAMPLE / source["file"]).read_bytes()
            by_bytes = content[source["byte_start"]:source["byte_end"]].decode()
            self.assertTrue(words_in_order(hit["text"], by_bytes), (source, hit["text"], by_bytes))
            by_characters = content.decode()[source["char_start"]:source["char_end"]]
            self.assertEqual(by_bytes, by_characters)

    def test_archive_is_the_folder_given_to_build(self):
        hit = self.search(QUERY, "--format", "jsonl", "--limit", "1").json_lines[0]

        self.assertEqual(str(SAMPLE.resolve()), hit["source"]["archive"])

    def test_lifespan_begins_with_the_file_named(self):
        for hit in self.search("--from", "1990-01-01", "--format", "jsonl", "--limit", "0").json_lines:
            head = (SAMPLE / hit["source"]["file"]).read_text().split("\n", 1)[0]
            self.assertIn(f"archived on {hit['lifespan']['first']}", head)
            self.assertIn(hit["source"]["archive_url"], head)


class ClosedPipe(SampleTest):
    def test_reader_that_goes_away_ends_the_program_quietly(self):
        for name in ("text", "json", "jsonl", "csv", "tsv", "trec"):
            with self.subTest(format=name):
                with subprocess.Popen([SEARCH_PROGRAM, "--from", "1990-01-01", "--index", self.index, "--format", name,
                                       "--limit", "0", "--group", "none"], env=environment(),
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
                    program.stdout.readline()
                    program.stdout.close()
                    said = program.stderr.read()
                self.assertEqual(b"", said)


if __name__ == "__main__":
    unittest.main()
