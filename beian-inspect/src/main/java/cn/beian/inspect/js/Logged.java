package cn.beian.inspect.js;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LiteralNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** What is handed to the log of a script, by the names of the values: {@code res.data.openid}. */
final class Logged {
  private static final Set<String> CALLS =
      Set.of("console.log", "console.info", "console.debug", "console.warn", "console.error");

  private Logged() {}

  /** Whether a call writes to the log. */
  static boolean is(String name) {
    return CALLS.contains(name);
  }

  /** The values among the arguments, sums taken apart; at most {@link Call#MAX_ARGUMENTS}. */
  static List<String> values(CallNode log, ScopeAnalysis names) {
    List<String> values = new ArrayList<>();
    Deque<Expression> open = new ArrayDeque<>(log.getArgs());
    while (!open.isEmpty() && values.size() < Call.MAX_ARGUMENTS) {
      Expression next = open.remove();
      if (next instanceof BinaryNode sum && sum.isTokenType(TokenType.ADD)) {
        open.addFirst(sum.getRhs());
        open.addFirst(sum.getLhs());
      } else if (next instanceof CallNode call
          && names.dotted(call.getFunction()).equals("JSON.stringify")) {
        call.getArgs().stream().limit(1).forEach(open::addFirst);
      } else if ((next instanceof IdentNode || next instanceof AccessNode)
          && !(next instanceof LiteralNode)) {
        values.add(names.dotted(next));
      }
    }
    return values;
  }
}
