package cn.beian.server.testing;

import cn.beian.inspect.WorkerFrames;
import cn.beian.inspect.WorkerFrames.Answer;
import cn.beian.inspect.WorkerFrames.Progressed;
import cn.beian.inspect.WorkerFrames.Reply;
import cn.beian.inspect.WorkerMain;
import cn.beian.server.testing.Inspection.Failure;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process that reads one package after the other ({@code WorkerMain --serve}). It is believed as
 * long as it says what {@link WorkerFrames} knows, with the number of the request; after anything
 * else it is ended, and no longer {@linkplain #fit() fit}.
 */
final class WorkerProcess implements AutoCloseable {
  private static final SecureRandom NUMBERS = new SecureRandom();
  private static final int PATIENCE_SECONDS = 10;

  private final Process process;
  private final DataInputStream channel;
  private final WorkerNoise noise;
  private int answered;
  private boolean ended;

  WorkerProcess(ProcessBuilder command) throws IOException {
    process = command.start();
    channel = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    noise = new WorkerNoise(process.pid(), process.getErrorStream());
  }

  /** Number of packages that were answered for, read or not. */
  int answered() {
    return answered;
  }

  /** Whether it can be asked again: it lives, and has said nothing since its last answer. */
  boolean fit() throws IOException {
    return !ended && process.isAlive() && channel.available() == 0;
  }

  /**
   * Asks it to read one package; after {@code wallLimitMillis} it is killed.
   *
   * @param request arguments of {@code WorkerMain}
   */
  WorkerOutcome ask(
      List<String> request,
      long wallLimitMillis,
      ScheduledExecutorService timer,
      WorkerProgress progress) {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> end =
        timer.schedule(
            () -> {
              late.set(true);
              process.destroyForcibly();
            },
            wallLimitMillis,
            TimeUnit.MILLISECONDS);
    noise.nextPackage();
    try {
      Answer answer = answer(request, progress);
      answered++;
      return outcome(answer);
    } catch (WorkerFrames.MalformedException e) {
      close();
      return new WorkerOutcome(Failure.WORKER_FAILED, "the worker was ended: " + e.getMessage());
    } catch (IOException e) {
      return ended(late.get());
    } finally {
      end.cancel(false);
    }
  }

  private Answer answer(List<String> request, WorkerProgress progress) throws IOException {
    long number = NUMBERS.nextLong();
    WorkerFrames.write(process.getOutputStream(), new WorkerFrames.Request(number, request));
    while (true) {
      Reply reply = WorkerFrames.readReply(channel);
      if (reply.number() != number) {
        throw new WorkerFrames.MalformedException("it spoke of another request");
      }
      if (reply instanceof Answer answer) {
        return answer;
      }
      if (reply instanceof Progressed share) {
        progress.report(share.done(), share.total());
      }
    }
  }

  private static WorkerOutcome outcome(Answer answer) {
    String said = answer.detail();
    return switch (answer.code()) {
      case WorkerFrames.READ_CODE -> WorkerOutcome.READ;
      case WorkerFrames.UNREADABLE_CODE -> new WorkerOutcome(Failure.UNREADABLE, said);
      case WorkerFrames.LIMIT_CODE -> new WorkerOutcome(Failure.LIMIT, said);
      case WorkerFrames.NOT_READ_YET_CODE -> new WorkerOutcome(Failure.NOT_READ_YET, said);
      default ->
          WorkerFrames.wrongFile(answer.code())
              .map(what -> new WorkerOutcome(Failure.valueOf(what.name()), said))
              .orElseGet(
                  () ->
                      new WorkerOutcome(
                          Failure.WORKER_FAILED, "code " + answer.code() + ": " + said));
    };
  }

  /** The exit code says why, whatever the worker printed. */
  private WorkerOutcome ended(boolean late) {
    if (late) {
      close();
      return new WorkerOutcome(Failure.TOO_LONG, "");
    }
    int code = exitCode();
    close();
    return new WorkerOutcome(
        code == WorkerMain.OUT_OF_MEMORY ? Failure.TOO_MUCH_MEMORY : Failure.WORKER_FAILED,
        "the worker ended with " + code);
  }

  /** -1 where it closed its channel and lives on. */
  private int exitCode() {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() {
    ended = true;
    process.destroyForcibly();
  }
}
