package cn.beian.inspect.js;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.Source;
import com.oracle.js.parser.ir.FunctionNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Runs the parser of GraalJS, which recurses, and what visits its trees, in a thread with a stack
 * of its own.
 */
final class DeepParser {
  /** Longer scripts are only scanned; a syntax tree takes some fifty times its text. */
  static final int MAX_CHARS = 6 << 20;

  /** Edition of the language beyond the standard: with decorators and {@code accessor}. */
  private static final int NEWEST = Integer.MAX_VALUE;

  private static final long STACK_BYTES = 64L << 20;

  private DeepParser() {}

  /**
   * The result of work; empty where it failed by an exception. Waits whatever happens, an interrupt
   * is kept for the caller.
   */
  static <T> Optional<T> run(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread worker = new Thread(null, task, "script", STACK_BYTES);
    worker.setDaemon(true);
    worker.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return Optional.ofNullable(task.get());
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Error error) {
            throw error; // out of memory ends the inspection, it is no property of the script
          }
          return Optional.empty();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * What is made of the syntax tree of a script; empty where it is too long, too deep or none.
   *
   * @param maxNesting brackets within each other
   */
  static <T> Optional<T> tree(
      String name, String text, int maxNesting, Function<FunctionNode, T> visit) {
    if (text.length() > MAX_CHARS || ScriptScan.of(text).nesting() > maxNesting) {
      return Optional.empty();
    }
    Optional<Optional<T>> found =
        run(
            () -> {
              try {
                return Optional.of(visit.apply(tree(name, text, false)));
              } catch (ParserException | StackOverflowError e) {
                return Optional.empty();
              }
            });
    return found.orElse(Optional.empty());
  }

  /** The syntax tree; to be called in a thread of {@link #run}. */
  static FunctionNode tree(String name, String text, boolean module) {
    ScriptEnvironment environment =
        ScriptEnvironment.builder()
            .ecmaScriptVersion(NEWEST)
            .strict(false)
            .allowBigInt(true)
            .privateFieldsIn(true)
            .topLevelAwait(true)
            .classFields(true)
            .importAttributes(true)
            .build();
    Source source = Source.sourceFor(name, text);
    Parser parser = new Parser(environment, source, new ErrorManager.ThrowErrorManager());
    return module ? parser.parseModule(name) : parser.parse();
  }
}
