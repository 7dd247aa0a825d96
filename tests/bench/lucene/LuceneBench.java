import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene 8 as a peer in scripts/bench: one document a snapshot, BM25, ten hits of ten sites.
 *
 * <pre>
 *   LuceneBench build FOLDER INDEX THREADS
 *   LuceneBench query INDEX QUERIES.tsv ROUNDS LIMIT [--exact]
 * </pre>
 *
 * Needs lucene-core and lucene-analyzers-common on the class path. Each command prints one line of
 * JSON; queries are timed twice, up to the ranked hits and up to their texts (and, with --exact, the
 * exact number of matching sites). Of the query kinds it answers word, words, question (OR of the words) and phrase; the others
 * are counted as skipped.
 *
 * <p>The stop words are Lucene's own English ones without "no" and "not", as in Smallprint, where what
 * carries polarity is never a stop word.
 */
public final class LuceneBench {
  private static final String BODY = "body";
  private static final String SITE = "site";
  private static final String DATE = "date";
  private static final String TEXT = "text";

  private static final Pattern HEADER =
      Pattern.compile("transformed from the (\\S+) privacy policy that was archived on (\\d{4}-\\d{2}-\\d{2})");

  private static final double WRITER_MEGABYTES = 256;
  private static final int WARM_UP_ROUNDS = 20; // for the JIT compiler and the page cache

  private LuceneBench() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 4 && args[0].equals("build")) {
      build(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
    } else if (args.length >= 5 && args[0].equals("query")) {
      boolean exact = args.length == 6 && args[5].equals("--exact");
      query(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]), exact);
    } else {
      System.err.println("usage: LuceneBench build FOLDER INDEX THREADS");
      System.err.println("       LuceneBench query INDEX QUERIES.tsv ROUNDS LIMIT [--exact]");
      System.exit(64);
    }
  }

  private static Analyzer analyzer() {
    CharArraySet stopWords = new CharArraySet(EnglishAnalyzer.getDefaultStopSet(), true);
    stopWords.removeAll(Set.of("no", "not"));
    return new EnglishAnalyzer(stopWords);
  }

  // ---- build

  private static void build(Path folder, Path index, int threads) throws Exception {
    long start = System.nanoTime();
    List<Path> files = snapshots(folder);
    IndexWriterConfig config = new IndexWriterConfig(analyzer());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(WRITER_MEGABYTES);
    double seconds;
    double mergeSeconds;
    try (Directory directory = new MMapDirectory(index);
        IndexWriter writer = new IndexWriter(directory, config)) {
      addAll(writer, files, threads);
      writer.commit();
      seconds = secondsSince(start);
      long mergeStart = System.nanoTime();
      writer.forceMerge(1); // like Smallprint's compacted generations; told apart, as it is optional
      writer.commit();
      mergeSeconds = secondsSince(mergeStart);
    }
    System.out.printf(
        Locale.ROOT,
        "{\"engine\": \"lucene\", \"documents\": %d, \"seconds\": %.3f, \"merge_seconds\": %.3f, \"bytes\": %d}%n",
        files.size(),
        seconds,
        mergeSeconds,
        sizeOf(index));
  }

  private static List<Path> snapshots(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".md")).sorted().collect(Collectors.toList());
    }
  }

  private static void addAll(IndexWriter writer, List<Path> files, int threads)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < threads; ++i) {
      workers.add(pool.submit(() -> addUntilDone(writer, files, next)));
    }
    pool.shutdown();
    for (Future<?> worker : workers) {
      worker.get(); // rethrows what went wrong in the worker
    }
  }

  private static void addUntilDone(IndexWriter writer, List<Path> files, AtomicInteger next) {
    try {
      for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
        writer.addDocument(document(files.get(i)));
      }
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static Document document(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int lineEnd = text.indexOf('\n');
    Matcher header = HEADER.matcher(lineEnd < 0 ? text : text.substring(0, lineEnd));
    if (!header.find()) {
      throw new IOException(file + ": no header line");
    }
    String body = lineEnd < 0 ? "" : text.substring(lineEnd + 1);
    Document document = new Document();
    document.add(new StringField(SITE, header.group(1), Field.Store.YES));
    document.add(new SortedDocValuesField(SITE, new BytesRef(header.group(1))));
    document.add(new StringField(DATE, header.group(2), Field.Store.YES));
    document.add(new TextField(BODY, body, Field.Store.NO)); // with positions
    document.add(new StoredField(TEXT, body));
    return document;
  }

  // ---- query

  private record Question(String id, Query query) {}

  private static void query(Path index, Path queries, int rounds, int limit, boolean exact) throws IOException {
    try (Directory directory = new MMapDirectory(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      if (reader.leaves().size() != 1) {
        throw new IOException(index + ": expected the one segment that build leaves behind");
      }
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null); // a cache would answer the second round without searching
      List<String> lines = Files.readAllLines(queries, StandardCharsets.UTF_8);
      List<Question> questions = questions(lines);
      Timings ranking = new Timings(questions, rounds);
      Timings whole = new Timings(questions, rounds);
      long shown = 0;
      for (int round = -WARM_UP_ROUNDS; round < rounds; ++round) {
        shown = 0;
        for (Question question : questions) {
          long start = System.nanoTime();
          List<Integer> hits = rank(searcher, question.query(), limit);
          ranking.record(question, round, System.nanoTime() - start);
          shown += readTexts(searcher, hits);
          if (exact) {
            countSites(searcher, question.query());
          }
          whole.record(question, round, System.nanoTime() - start);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "{\"engine\": \"lucene\", \"exact\": %b, \"queries\": %d, \"skipped\": %d, \"rounds\": %d, \"hits\": %d, "
              + "\"ranking_us\": %s, \"whole_us\": %s}%n",
          exact,
          questions.size(),
          countQueries(lines) - questions.size(),
          rounds,
          shown,
          ranking.toJson(),
          whole.toJson());
    }
  }

  private static long countQueries(List<String> lines) {
    return lines.stream().filter(LuceneBench::isQuery).count();
  }

  private static boolean isQuery(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private static List<Question> questions(List<String> lines) {
    QueryBuilder builder = new QueryBuilder(analyzer());
    List<Question> questions = new ArrayList<>();
    for (String line : lines) {
      if (!isQuery(line)) {
        continue;
      }
      String[] columns = line.split("\t", 2);
      String kind = columns[0].replaceFirst("-\\d+$", "");
      switch (kind) {
        case "word", "words", "question" ->
            questions.add(
                new Question(columns[0], builder.createBooleanQuery(BODY, columns[1], BooleanClause.Occur.SHOULD)));
        case "phrase" -> questions.add(new Question(columns[0], builder.createPhraseQuery(BODY, columns[1])));
        default -> {}
      }
    }
    return questions;
  }

  /**
   * The best snapshot of each of the {@code limit} best sites. Ranked hits are fetched in growing
   * numbers until enough sites are among them: the first of each site are then exactly the groups that
   * Lucene's grouping collectors would give. Those score every match, and most of them twice; this way
   * one pass with block-max skipping is usually enough.
   */
  private static List<Integer> rank(IndexSearcher searcher, Query query, int limit) throws IOException {
    LeafReader leaf = onlySegment(searcher);
    for (int fetch = 10 * limit; ; fetch *= 4) {
      int wanted = Math.min(fetch, leaf.maxDoc());
      TopScoreDocCollector collector = TopScoreDocCollector.create(wanted, wanted);
      searcher.search(query, collector);
      ScoreDoc[] hits = collector.topDocs().scoreDocs;
      List<Integer> shown = firstOfEachSite(leaf, hits, limit);
      if (shown.size() == limit || hits.length < wanted || wanted == leaf.maxDoc()) {
        return shown;
      }
    }
  }

  /** Reads what a page of results shows; returns how many texts it read. */
  private static int readTexts(IndexSearcher searcher, List<Integer> hits) throws IOException {
    int read = 0;
    for (int hit : hits) {
      Document document = searcher.doc(hit, Set.of(SITE, DATE, TEXT));
      read += document.get(TEXT).isEmpty() ? 0 : 1;
    }
    return read;
  }

  private static LeafReader onlySegment(IndexSearcher searcher) {
    return searcher.getIndexReader().leaves().get(0).reader();
  }

  private static List<Integer> firstOfEachSite(LeafReader leaf, ScoreDoc[] hits, int limit) throws IOException {
    // Doc values are read forwards only, so the sites are read in document order before ranking them.
    int[] documents = Arrays.stream(hits).mapToInt(hit -> hit.doc).sorted().toArray();
    SortedDocValues sites = leaf.getSortedDocValues(SITE);
    int[] siteOf = new int[documents.length];
    for (int i = 0; i < documents.length; ++i) {
      sites.advanceExact(documents[i]);
      siteOf[i] = sites.ordValue();
    }
    Set<Integer> seen = new HashSet<>();
    List<Integer> first = new ArrayList<>();
    for (int i = 0; i < hits.length && first.size() < limit; ++i) {
      if (seen.add(siteOf[Arrays.binarySearch(documents, hits[i].doc)])) {
        first.add(hits[i].doc);
      }
    }
    return first;
  }

  /** Matching sites, exactly: an unscored pass over all matches. */
  private static int countSites(IndexSearcher searcher, Query query) throws IOException {
    SiteCounter counter = new SiteCounter();
    searcher.search(query, counter);
    return counter.seen == null ? 0 : counter.seen.cardinality();
  }

  private static final class SiteCounter extends SimpleCollector {
    private SortedDocValues sites;
    private FixedBitSet seen;

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      sites = context.reader().getSortedDocValues(SITE);
      seen = new FixedBitSet(sites.getValueCount());
    }

    @Override
    public void collect(int document) throws IOException {
      sites.advanceExact(document);
      seen.set(sites.ordValue());
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }

  // ---- figures

  /** Rounds of every query. A query's latency is the median of its rounds; percentiles are over queries. */
  private static final class Timings {
    private final Map<String, long[]> nanoseconds = new LinkedHashMap<>();

    Timings(List<Question> questions, int rounds) {
      questions.forEach(question -> nanoseconds.put(question.id(), new long[rounds]));
    }

    /** Rounds below 0 are warm-up. */
    void record(Question question, int round, long elapsed) {
      if (round >= 0) {
        nanoseconds.get(question.id())[round] = elapsed;
      }
    }

    String toJson() {
      double[] medians = nanoseconds.values().stream().mapToDouble(Timings::medianMicroseconds).sorted().toArray();
      return String.format(
          Locale.ROOT,
          "{\"p50\": %.1f, \"p95\": %.1f, \"mean\": %.1f, \"of\": {%s}}",
          percentile(medians, 0.50),
          percentile(medians, 0.95),
          Arrays.stream(medians).average().orElse(0),
          nanoseconds.entrySet().stream()
              .map(entry -> String.format(Locale.ROOT, "\"%s\": %.1f", entry.getKey(), medianMicroseconds(entry.getValue())))
              .collect(Collectors.joining(", ")));
    }

    private static double medianMicroseconds(long[] times) {
      long[] sorted = times.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2] / 1000.0;
    }
  }

  /** Nearest rank. */
  private static double percentile(double[] sorted, double fraction) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(fraction * sorted.length) - 1];
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long sizeOf(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
    }
  }
}
