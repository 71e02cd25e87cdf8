package cn.beian.inspect.catalogue;

import cn.beian.facts.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SDKs, packers, frameworks and calls that this version knows. Loaded once; each look-up walks
 * the name once. See {@link CatalogueReader} for the files.
 */
public final class Catalogue {
  private static final Catalogue BUNDLED = load();

  /** Whose code a class is; at most one of the two is there. */
  public record CodeOwner(Origin origin, Optional<Sdk> sdk, Optional<Packer> packer) {}

  private final String digest;
  private final List<Sdk> sdks;
  private final List<Packer> packers;
  private final List<Term> purposes = new ArrayList<>();
  private final List<Term> dataItems = new ArrayList<>();
  private final PrefixTrie<CodeOwner> code = new PrefixTrie<>();
  private final PrefixTrie<Boolean> calls = new PrefixTrie<>();
  private final List<String> sponsorLabels;
  private final List<String> notYet;
  private final List<String> personalLabels;
  private final Map<String, String> algorithms = new HashMap<>();
  private final Map<String, String> reasonCategories = new HashMap<>();
  private final PrefixTrie<Packer> packerFiles = new PrefixTrie<>();
  private final Map<Pattern.Kind, PrefixTrie<Sdk>> byKind = new EnumMap<>(Pattern.Kind.class);

  private Catalogue(Files files, boolean checking) {
    Vocabulary items = new Vocabulary(files.text("data-items.tsv"));
    items.terms().forEach(dataItems::add);
    new Vocabulary(files.text("purposes.tsv")).terms().forEach(purposes::add);
    CatalogueReader reader = new CatalogueReader(items, checking);
    for (Term purpose : purposes) {
      String file = fileOf(purpose);
      reader.sdks(file, files.text(file), purpose);
    }
    reader.packers("packers.txt", files.text("packers.txt"));
    List<CatalogueProblem> problems = reader.problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "the catalogue has mistakes:\n"
              + problems.stream()
                  .map(CatalogueProblem::toString)
                  .collect(Collectors.joining("\n")));
    }
    sdks = List.copyOf(reader.sdks());
    packers = List.copyOf(reader.packers());
    sdks.forEach(this::index);
    packers.forEach(this::index);
    CodeOwner framework = new CodeOwner(Origin.FRAMEWORK, Optional.empty(), Optional.empty());
    files.lines("frameworks.txt").forEach(prefix -> code.add(prefix + "*", framework));
    files.lines("calls.txt").forEach(prefix -> calls.add(prefix + "*", true));
    sponsorLabels = List.copyOf(files.lines("sponsor-labels.txt"));
    notYet = List.copyOf(files.lines("not-yet.txt"));
    personalLabels = List.copyOf(files.lines("personal-labels.txt"));
    files.pairs("apple-crypto.txt").forEach(pair -> algorithms.put(pair[0], pair[1]));
    files
        .pairs("apple-required-reason.txt")
        .forEach(pair -> reasonCategories.put(pair[0], pair[1]));
    digest = files.digest();
  }

  /** The catalogue of this version of the software. */
  public static Catalogue bundled() {
    return BUNDLED;
  }

  static String fileOf(Term purpose) {
    return "sdk/" + purpose.code().replace(' ', '-') + ".txt";
  }

  private void index(Sdk sdk) {
    CodeOwner owner = new CodeOwner(sdk.origin(), Optional.of(sdk), Optional.empty());
    for (Pattern pattern : sdk.patterns()) {
      String text = CatalogueReader.trieText(pattern);
      if (pattern.kind() == Pattern.Kind.CLASS) {
        code.add(text, owner);
      } else {
        byKind.computeIfAbsent(pattern.kind(), kind -> new PrefixTrie<>()).add(text, sdk);
      }
    }
  }

  private void index(Packer packer) {
    CodeOwner owner = new CodeOwner(Origin.SDK, Optional.empty(), Optional.of(packer));
    for (Pattern pattern : packer.patterns()) {
      String text = CatalogueReader.trieText(pattern);
      if (pattern.kind() == Pattern.Kind.CLASS) {
        code.add(text, owner);
      } else {
        packerFiles.add(text, packer);
      }
    }
  }

  /** SHA-256 of the files in their order, lower-case hex. */
  public String digest() {
    return digest;
  }

  /** All SDKs, by purpose. */
  public List<Sdk> sdks() {
    return sdks;
  }

  public List<Packer> packers() {
    return packers;
  }

  /** What SDKs are for, in the order of the catalogue. */
  public List<Term> purposes() {
    return List.copyOf(purposes);
  }

  /** What SDKs may collect. */
  public List<Term> dataItems() {
    return List.copyOf(dataItems);
  }

  /** What stands before a colon where a page says who is responsible for it. */
  public List<String> sponsorLabels() {
    return sponsorLabels;
  }

  /** What a handler says that only promises a function. */
  public List<String> notYet() {
    return notYet;
  }

  /** Parts of the label of a form field that asks for personal data. */
  public List<String> personalLabels() {
    return personalLabels;
  }

  /** Whose code a class is by its dotted name; null where nobody is known. */
  public @Nullable CodeOwner ownerOf(String className) {
    return code.find(className);
  }

  /** Whether a call, named as {@code class.method}, is a fact whoever makes it. */
  public boolean listsCall(String call) {
    return calls.find(call) != null;
  }

  /** Algorithm of a C function of the systems of Apple; empty where it is none of cryptography. */
  public String algorithmOf(String function) {
    return algorithms.getOrDefault(function, "");
  }

  /**
   * Category of the interfaces that want an approved reason, of a function, class or method of the
   * systems of Apple; empty where it is in none.
   */
  public String reasonCategoryOf(String name) {
    return reasonCategories.getOrDefault(name, "");
  }

  /** The packer that leaves a file of that name, without folder, in a package. */
  public Optional<Packer> packerOf(String fileName) {
    return Optional.ofNullable(packerFiles.find(fileName));
  }

  /** The SDK that a name of some other kind than {@code CLASS} tells of. */
  public Optional<Sdk> sdkOf(Pattern.Kind kind, String name) {
    PrefixTrie<Sdk> trie = byKind.get(kind);
    return trie == null ? Optional.empty() : Optional.ofNullable(trie.find(name));
  }

  private static Catalogue load() {
    return new Catalogue(new Files(), false);
  }

  /**
   * The same, looked through for mistakes.
   *
   * @throws IllegalStateException that names each by file, line and what to mend
   */
  static Catalogue checked() {
    return new Catalogue(new Files(), true);
  }

  /** The files of the catalogue, which lie beside this class. */
  private static final class Files {
    private final MessageDigest sha256;

    Files() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    String text(String name) {
      try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("no file " + name + " in the catalogue");
        }
        byte[] bytes = in.readAllBytes();
        sha256.update(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<String> lines(String name) {
      return text(name)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }

    /** Lines of a name and what it stands for. */
    List<String[]> pairs(String name) {
      return lines(name).stream().map(line -> line.split("\\s+", 2)).toList();
    }

    String digest() {
      return HexFormat.of().formatHex(sha256.digest());
    }
  }
}
