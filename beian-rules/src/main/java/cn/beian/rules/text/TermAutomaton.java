package cn.beian.rules.text;

import cn.beian.rules.text.Lexicon.Term;
import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An Aho-Corasick automaton of terms that can be kept: making one of some thousand terms takes a
 * fifth of the time of a short command, reading it a fiftieth.
 *
 * <p>As numbers of 32 bits: length of the transitions, length of the states, how many forms; of
 * each form its length, how many terms and their places; then how many entries are not empty and of
 * each its place, base, check, failure state, how many outputs and these.
 */
final class TermAutomaton extends AhoCorasickDoubleArrayTrie<List<Term>> {
  private static final long serialVersionUID = 1;

  private TermAutomaton() {}

  /** The automaton of all forms. */
  static TermAutomaton of(Map<String, List<Term>> forms) {
    TermAutomaton automaton = new TermAutomaton();
    automaton.build(forms);
    return automaton;
  }

  /**
   * Reads what {@link #write} wrote, for the same terms in the same order.
   *
   * @throws RuntimeException when it is something else
   */
  static TermAutomaton read(IntBuffer in, List<Term> terms) {
    TermAutomaton automaton = new TermAutomaton();
    automaton.base = new int[in.get()];
    automaton.check = new int[automaton.base.length];
    automaton.fail = new int[in.get()];
    automaton.output = new int[automaton.fail.length][];
    automaton.size = automaton.fail.length - 1;
    automaton.readForms(in, terms);
    int[] entries = new int[in.get()];
    in.get(entries);
    for (int at = 0; at < entries.length; ) {
      int place = entries[at++];
      automaton.base[place] = entries[at++];
      automaton.check[place] = entries[at++];
      int fail = entries[at++];
      int outputs = entries[at++];
      if (place < automaton.fail.length) {
        automaton.fail[place] = fail;
        if (outputs > 0) {
          int[] output = new int[outputs];
          System.arraycopy(entries, at, output, 0, outputs);
          automaton.output[place] = output;
        }
      }
      at += outputs;
    }
    return automaton;
  }

  @SuppressWarnings("unchecked") // an array of a type with parameters cannot be made otherwise
  private void readForms(IntBuffer in, List<Term> terms) {
    int forms = in.get();
    l = new int[forms];
    v = (List<Term>[]) new List<?>[forms];
    for (int form = 0; form < forms; form++) {
      l[form] = in.get();
      int count = in.get();
      if (count == 1) {
        v[form] = List.of(terms.get(in.get()));
      } else {
        List<Term> several = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          several.add(terms.get(in.get()));
        }
        v[form] = several;
      }
    }
  }

  /** Writes it; {@code places} are those of the terms in the list that it is read with. */
  void write(DataOutputStream out, Map<Term, Integer> places) throws IOException {
    out.writeInt(base.length);
    out.writeInt(fail.length);
    out.writeInt(l.length);
    for (int form = 0; form < l.length; form++) {
      out.writeInt(l[form]);
      out.writeInt(get(form).size());
      for (Term term : get(form)) {
        out.writeInt(Objects.requireNonNull(places.get(term)));
      }
    }
    List<Integer> entries = new ArrayList<>();
    for (int place = 0; place < base.length; place++) {
      boolean state = place < fail.length;
      int[] outputs = state && output[place] != null ? output[place] : new int[0];
      int failure = state ? fail[place] : 0;
      if (base[place] != 0 || check[place] != 0 || failure != 0 || outputs.length > 0) {
        entries.addAll(List.of(place, base[place], check[place], failure, outputs.length));
        for (int form : outputs) {
          entries.add(form);
        }
      }
    }
    out.writeInt(entries.size());
    for (int number : entries) {
      out.writeInt(number);
    }
  }
}
