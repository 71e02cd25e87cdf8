package cn.beian.rules.engine;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.LocalText;
import cn.beian.rules.Reason;
import cn.beian.rules.engine.FactPredicates.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a finding rests on, each fact once, and once what a page says several times. Where a rule
 * only asks that the page has a control or a field, a few stand for all, at the end: the others
 * have nothing to do with what was found.
 */
public final class EvidenceList {
  private static final int MAX_TEXT = 200;
  private static final int MAX_COMPANY = 3;
  private static final Set<FactKind> ON_PAGES =
      Set.of(FactKind.UI_TEXT, FactKind.CONTROL, FactKind.SCREEN, FactKind.FORM_FIELD);

  private static final Set<FactKind> COMPANY = Set.of(FactKind.CONTROL, FactKind.FORM_FIELD);

  private record Piece(Match match, String why) {
    Fact fact() {
      return match.fact();
    }

    /** A control or field that only had to be there. */
    boolean isCompany() {
      return !match.said() && COMPANY.contains(fact().kind());
    }
  }

  private final FactIndex index;
  private final IdentityHashMap<Fact, Integer> seen = new IdentityHashMap<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final Set<LocalText> advised = new HashSet<>();

  /** What is told of the pieces; empty until it is asked for after the last one was added. */
  private Optional<List<Piece>> told = Optional.empty();

  EvidenceList(FactIndex index) {
    this.index = index;
  }

  int size() {
    return told().size();
  }

  /** The first pieces, at most {@link Finding#MAX_EVIDENCE}. */
  List<Evidence> kept() {
    return told().stream()
        .sorted(Comparator.comparing(this::isAdvised))
        .limit(Finding.MAX_EVIDENCE)
        .map(this::evidence)
        .toList();
  }

  /**
   * Marks the pieces that stand there for one of these reasons, and puts them behind the others:
   * they would block nothing by themselves.
   */
  void advise(Collection<LocalText> reasons) {
    advised.addAll(reasons);
  }

  private boolean isAdvised(Piece piece) {
    return piece.why.isEmpty() && piece.match.because().filter(advised::contains).isPresent();
  }

  /** Whether any of it is something that a person sees on a page. */
  boolean isShown() {
    return pieces.stream()
        .anyMatch(
            piece ->
                !FactIndex.screenOf(piece.fact()).isEmpty()
                    || ON_PAGES.contains(piece.fact().kind()));
  }

  /**
   * Adds the facts that are not there yet; a fact that only had to be there so far says more once
   * it matched by what it says.
   *
   * @param why what they contribute; empty for what their kind says
   */
  void gather(List<Match> matches, String why) {
    told = Optional.empty();
    for (Match match : matches) {
      Integer known = seen.putIfAbsent(match.fact(), pieces.size());
      if (known == null) {
        pieces.add(new Piece(match, why));
      } else if (match.said() && !pieces.get(known).match.said()) {
        pieces.set(known, new Piece(match, why));
      }
    }
  }

  /** What was found by what it says, then what keeps it company. */
  private List<Piece> told() {
    if (told.isEmpty()) {
      told = Optional.of(choose());
    }
    return told.get();
  }

  private List<Piece> choose() {
    Map<String, Piece> said = new LinkedHashMap<>();
    Map<String, List<Piece>> company = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      if (piece.isCompany()) {
        company.computeIfAbsent(page(piece), p -> new ArrayList<>()).add(piece);
      } else {
        said.merge(words(piece), piece, EvidenceList::rather);
      }
    }
    said.values().forEach(piece -> company.remove(page(piece)));
    return Stream.concat(
            said.values().stream(), company.values().stream().flatMap(EvidenceList::few))
        .toList();
  }

  /** Of two that say the same the first, but rather a control: it names what it does. */
  private static Piece rather(Piece first, Piece second) {
    boolean does = second.fact().kind() == FactKind.CONTROL;
    return does && first.fact().kind() != FactKind.CONTROL ? second : first;
  }

  /** One control, rather one that calls something; of other kinds some. */
  private static Stream<Piece> few(List<Piece> alike) {
    if (alike.get(0).fact().kind() != FactKind.CONTROL) {
      return alike.stream().limit(MAX_COMPANY);
    }
    return Stream.of(
        alike.stream()
            .filter(piece -> !piece.fact().texts(Field.CALLS).isEmpty())
            .findFirst()
            .orElse(alike.get(0)));
  }

  private static String page(Piece piece) {
    return piece.fact().kind() + "\n" + piece.fact().screen();
  }

  /** What a person reads and on which page; of code and where there is no page, every place. */
  private String words(Piece piece) {
    String screen = FactIndex.screenOf(piece.fact());
    if (!ON_PAGES.contains(piece.fact().kind()) || screen.isEmpty()) {
      return place(piece);
    }
    String label = piece.fact().text(Field.TEXT).strip();
    return (label.isEmpty() ? text(piece) : label) + "\n" + screen;
  }

  /** Puts what makes it block right after the strongest piece, so that it is always kept. */
  void tell(List<Match> matches) {
    List<Piece> function = told();
    Set<String> terms =
        function.stream().map(piece -> piece.match.term()).collect(Collectors.toSet());
    List<Match> signs = matches.stream().filter(match -> !terms.contains(match.term())).toList();
    pieces.clear();
    seen.clear();
    gather(signs.isEmpty() ? matches : signs, "why.sign");
    Set<String> places = pieces.stream().map(this::place).collect(Collectors.toSet());
    List<Piece> rest = function.stream().filter(piece -> !places.contains(place(piece))).toList();
    int strongest = Math.min(1, rest.size());
    pieces.addAll(0, rest.subList(0, strongest));
    pieces.addAll(rest.subList(strongest, rest.size()));
  }

  private String place(Piece piece) {
    return piece.fact().at() + "\n" + text(piece);
  }

  private Evidence evidence(Piece piece) {
    Fact fact = piece.fact();
    String term = piece.match.term();
    boolean company = piece.isCompany() && fact.kind() == FactKind.CONTROL;
    String kind =
        FactPredicates.isUnused(fact) ? "unused" : company ? "company" : fact.kind().jsonName();
    String code = piece.why.isEmpty() ? "why." + kind : piece.why;
    return new Evidence(
        fact.at(),
        FactIndex.screenOf(fact),
        text(piece),
        term,
        fact.kind(),
        piece.why.isEmpty()
            ? piece
                .match
                .because()
                .map(why -> Reason.of(isAdvised(piece) ? Evidence.ADVISED : "why.because", why))
                .orElseGet(() -> Reason.of(code, "term", term))
            : Reason.of(code, "term", term));
  }

  private String text(Piece piece) {
    return text(index.sdkOf(piece.fact()), piece.fact(), piece.match.term());
  }

  /** As the other, of the app's own. */
  public static String text(Fact fact, String term) {
    return text("", fact, term);
  }

  /**
   * What a person would see of the fact, with the term in it, at most {@link #MAX_TEXT}; before it
   * stands the SDK whose code it was found in, if one is given.
   */
  private static String text(String sdk, Fact fact, String term) {
    String text =
        switch (fact.kind()) {
          case UI_TEXT, CONST_STRING, URL -> fact.text(Field.TEXT);
          case CONTROL -> fact.text(Field.TEXT) + arrow(fact.text(Field.HANDLER));
          case IDENTITY, NETWORK_CONFIG ->
              fact.text(Field.NAME)
                  + " = "
                  + fact.text(Field.VALUE)
                  + (fact.kind() == FactKind.IDENTITY ? bracketed(fact.text(Field.ROLE)) : "");
          case DOMAIN -> fact.text(Field.NAME);
          case SCREEN -> first(fact, Field.LABEL, Field.NAME);
          case FORM_FIELD -> first(fact, Field.LABEL, Field.PLACEHOLDER, Field.NAME, Field.TYPE);
          case SDK -> fact.text(Field.NAME) + bracketed(fact.text(Field.VENDOR));
          case CERTIFICATE -> certificate(fact);
          case SIGNATURE_SCHEME -> fact.text(Field.NAME) + ' ' + fact.text(Field.DETAIL);
          case COVERAGE -> fact.text(Field.NAME) + ' ' + fact.text(Field.REASON);
          case NATIVE_LIB -> fact.text(Field.NAME) + ' ' + fact.texts(Field.ITEMS);
          default ->
              fact.values().entrySet().stream()
                  .filter(value -> value.getKey() != Field.REACHABLE)
                  .map(value -> String.valueOf(value.getValue()))
                  .collect(Collectors.joining(" "));
        };
    return cut(
        sdk.isEmpty() || text.contains(sdk) ? text.strip() : sdk + ": " + text.strip(), term);
  }

  /** The days first, so that a long name does not hide them. */
  private static String certificate(Fact fact) {
    String days = fact.text(Field.NOT_BEFORE) + '/' + fact.text(Field.NOT_AFTER);
    String name = fact.text(Field.SUBJECT) + ' ' + fact.text(Field.ALGORITHM);
    return fact.text(Field.NOT_AFTER).isEmpty() ? name : days + ' ' + name;
  }

  /** The first that the fact has. */
  private static String first(Fact fact, Field... fields) {
    return Stream.of(fields).map(fact::text).filter(t -> !t.isEmpty()).findFirst().orElse("");
  }

  /** At most {@link #MAX_TEXT} characters of it, those around the term. */
  public static String cut(String text, String term) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int at = Math.max(0, text.indexOf(term) - MAX_TEXT / 2);
    int end = Math.min(text.length(), at + MAX_TEXT - 2);
    if (Character.isLowSurrogate(text.charAt(at))) {
      at++;
    }
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return (at > 0 ? "…" : "") + text.substring(at, end) + (end < text.length() ? "…" : "");
  }

  private static String bracketed(String vendor) {
    return vendor.isEmpty() ? "" : " (" + vendor + ")";
  }

  private static String arrow(String handler) {
    return handler.isEmpty() ? "" : " → " + handler;
  }
}
