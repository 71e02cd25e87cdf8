package cn.beian.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.source.RuleDeletions.Deletion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where all parts of the rulebook are guarded, a kind of part that is no more looked at would not
 * be missed: here stands one of each.
 */
class RuleDeletionsTest {
  private static final String RULE =
      """
      detect:
        indicator:
          all:
          - {fact: screen, origin: any, where: {type: {regex: 'a|b', present: true}, name: [c, d]}}
          - any: [{fact: [control, dialog], word: w@1}, {fact: page, identifier: i@1}]
          - none: [{fact: sdk}, {same_screen: [{fact: link}, {fact: text}]}]
          - count: {of: {any: [{fact: form}, {fact: field}]}, atLeast: 3}
          - reachable_from_launch: {fact: [call, handler]}
          - near: {fact: [label, title], governs: field}
        hint: {fact: clue}
      shown: {any: [{fact: e}, {fact: f}]}
      applies: {fact: g}
      decidable: {fact: h}
      coverage: [code, screens]
      requires: [release, source]
      effect:
        usual: advise
        blocks: {when: {all: [{fact: j}, {fact: k}]}, users: [citizens, staff], governmentApp: true}
      """;

  /** What stands deeper is within what stands above it. */
  private static final String PARTS =
      """
      indicator: {all: [{fact: screen, origin: any, where: {type: {regex: a|b, present: true}, name: [c, …
        {fact: screen, origin: any, where: {type: {regex: a|b, present: true}, name: [c, d]}}
          origin: any
          type: {regex: a|b, present: true}
            regex: a|b
              regex …|a|…
              regex …|b|…
            present: true
          name: [c, d]
            c
            d
        {any: [{fact: [control, dialog], word: w@1}, {fact: page, identifier: i@1}]}
          {fact: [control, dialog], word: w@1}
            control
            dialog
            word: w@1
          {fact: page, identifier: i@1}
            identifier: i@1
        {none: [{fact: sdk}, {same_screen: [{fact: link}, {fact: text}]}]}
          {fact: sdk}
          {same_screen: [{fact: link}, {fact: text}]}
            {fact: link}
            {fact: text}
        {count: {of: {any: [{fact: form}, {fact: field}]}, atLeast: 3}}
          count: {of: {any: [{fact: form}, {fact: field}]}, atLeast: 3}
            {fact: form}
            {fact: field}
        {reachable_from_launch: {fact: [call, handler]}}
          reachable_from_launch: {fact: [call, handler]}
            call
            handler
        {near: {fact: [label, title], governs: field}}
          label
          title
          governs: field
      hint: {fact: clue}
      shown: {any: [{fact: e}, {fact: f}]}
        {fact: e}
        {fact: f}
      applies: {fact: g}
      decidable: {fact: h}
      code
      screens
      release
      source
      when: {all: [{fact: j}, {fact: k}]}
        {fact: j}
        {fact: k}
      users: [citizens, staff]
        citizens
        staff
      governmentApp: true
      """;

  @Test
  void eachKindOfPart_isDeletedAlone_andWhatStandsWithinItToo() {
    List<Deletion> deletions = RuleDeletions.of(NodeYaml.read("a.yaml", RULE));
    assertThat(lines("", deletions)).containsExactlyElementsOf(PARTS.lines().toList());
    assertThat(deletions).extracting(Deletion::where).startsWith("a.yaml:3").endsWith("a.yaml:18");
    assertThat(deletions)
        .extracting(Deletion::part)
        .containsSubsequence("detect.indicator", "detect.hint", "shown", "coverage", "effect");
  }

  private static List<String> lines(String indent, List<Deletion> deletions) {
    List<String> lines = new ArrayList<>();
    for (Deletion one : deletions) {
      lines.add(indent + one.text());
      lines.addAll(lines(indent + "  ", one.inner()));
    }
    return lines;
  }
}
