package cn.beian.server.rulebooks;

import cn.beian.filing.deadlines.OfficialTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** A version of the rulebook that tests share: the database of a run takes each draft once. */
public final class RulebookSteps {
  private static int version;

  private RulebookSteps() {}

  /** Makes somebody act from now on. */
  public interface Acting {
    void as(String login);
  }

  /**
   * The number of a signed version by which counts of time (FORM-104) and rates of use (FORM-109)
   * block wherever they are found.
   */
  public static synchronized int strictVersion(
      ApplicationContext server, Acting acting, String administrator, String signer)
      throws IOException {
    if (version == 0) {
      byte[] zip =
          RulebookZip.with(
              List.of("FORM-104.yaml", "FORM-109.yaml"),
              Map.of(
                  "usual: explain", "usual: block",
                  "effect: explain", "effect: block",
                  "不得以学习时长作为考核依据。", "也不得以学习时长作为考核依据。"));
      RulebookDrafts drafts = server.getBean(RulebookDrafts.class);
      acting.as(administrator);
      String draft = drafts.draft(new ByteArrayInputStream(zip), "时长和使用率一律阻断");
      acting.as(signer);
      version =
          drafts
              .sign(draft, OfficialTime.dayOf(server.getBean(Clock.class).instant()).plusDays(1))
              .number();
    }
    return version;
  }
}
