package cn.beian.rules;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.rules.FactTests.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a finding rests on, each fact once. A rule may match thousands of facts; only the pieces
 * that the finding keeps are put into words.
 */
final class EvidenceList {
  private static final int MAX_TEXT = 200;
  private static final Set<FactKind> ON_PAGES =
      Set.of(FactKind.UI_TEXT, FactKind.CONTROL, FactKind.SCREEN, FactKind.FORM_FIELD);

  private record Piece(Match match, String why) {
    Fact fact() {
      return match.fact();
    }
  }

  private final FactIndex index;
  private final Set<Fact> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Piece> pieces = new ArrayList<>();

  EvidenceList(FactIndex index) {
    this.index = index;
  }

  int size() {
    return pieces.size();
  }

  /** The first pieces, at most {@link Finding#MAX_EVIDENCE}. */
  List<Evidence> kept() {
    return pieces.stream().limit(Finding.MAX_EVIDENCE).map(this::evidence).toList();
  }

  /** Whether any of it is something that a person sees on a page. */
  boolean isShown() {
    return pieces.stream()
        .anyMatch(
            piece ->
                !Evaluator.screen(piece.fact()).isEmpty()
                    || ON_PAGES.contains(piece.fact().kind()));
  }

  /**
   * Adds the facts that are not there yet.
   *
   * @param why what they contribute; empty for what their kind says
   */
  void gather(List<Match> matches, String why) {
    for (Match match : matches) {
      if (seen.add(match.fact())) {
        pieces.add(new Piece(match, why));
      }
    }
  }

  /** Puts what makes it block right after the strongest piece, so that it is always kept. */
  void tell(List<Match> matches) {
    List<Piece> function = List.copyOf(pieces);
    Set<String> terms =
        function.stream().map(piece -> piece.match.term()).collect(Collectors.toSet());
    List<Match> signs = matches.stream().filter(match -> !terms.contains(match.term())).toList();
    List<Match> told = signs.isEmpty() ? matches : signs;
    pieces.clear();
    told.forEach(match -> seen.remove(match.fact()));
    gather(told, "why.sign");
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
    String code = piece.why.isEmpty() ? "why." + fact.kind().jsonName() : piece.why;
    return new Evidence(
        fact.at(),
        Evaluator.screen(fact),
        text(piece),
        term,
        fact.kind(),
        Reason.of(code, "term", term));
  }

  private String text(Piece piece) {
    return text(index.sdkOf(piece.fact()), piece.fact(), piece.match.term());
  }

  /** As the other, of the app's own. */
  static String text(Fact fact, String term) {
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
          case IDENTITY, NETWORK_CONFIG -> fact.text(Field.NAME) + " = " + fact.text(Field.VALUE);
          case SCREEN, FORM_FIELD ->
              fact.text(fact.text(Field.LABEL).isEmpty() ? Field.NAME : Field.LABEL);
          case SDK -> fact.text(Field.NAME) + bracketed(fact.text(Field.VENDOR));
          case CERTIFICATE -> fact.text(Field.SUBJECT) + ' ' + fact.text(Field.ALGORITHM);
          default ->
              fact.values().values().stream().map(String::valueOf).collect(Collectors.joining(" "));
        };
    return cut(
        sdk.isEmpty() || text.contains(sdk) ? text.strip() : sdk + ": " + text.strip(), term);
  }

  /** At most {@link #MAX_TEXT} characters of it, those around the term. */
  static String cut(String text, String term) {
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
