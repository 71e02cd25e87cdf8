package cn.beian.server.filings.drafting;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.InForce;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.calendar.Policies;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins the filing of an app that an inventory names, with what is known of it. */
@Service
@Transactional
public class FilingOfApp {
  private static final Set<AppForm> WITH_PACKAGE =
      EnumSet.of(AppForm.APP, AppForm.MINI_PROGRAM, AppForm.QUICK_APP);

  private final Drafts drafts;
  private final Apps apps;
  private final ApplicationStore store;
  private final Policies policies;
  private final Identity identity;
  private final Clock clock;

  FilingOfApp(
      Drafts drafts,
      Apps apps,
      ApplicationStore store,
      Policies policies,
      Identity identity,
      Clock clock) {
    this.drafts = drafts;
    this.apps = apps;
    this.store = store;
    this.policies = policies;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * Begins an application about an app of the handler's unit; the one that is there where one was
   * begun already.
   *
   * @param kind where nothing is known of the day since when the app is online
   * @param offered stores or platforms where it is offered, as far as they are known
   */
  public UUID begin(UUID appId, ApplicationKind kind, String offered) {
    App app = apps.lock(appId);
    if (!app.ownerId().equals(Optional.of(identity.current().organizationId()))) {
      throw new AccessDeniedException("app of another unit");
    }
    if (app.state() != RecordState.UNFILED || app.mergedInto().isPresent()) {
      throw new RejectedInput(List.of(Problem.of("", "inventory.filing.over")));
    }
    if (apps.contested(appId)) {
      throw new RejectedInput(List.of(Problem.of("", "inventory.claim.contested")));
    }
    return store.ofApp(appId).stream()
        .flatMap(one -> store.find(one).stream())
        .filter(FilingOfApp::runs)
        .filter(one -> app.ownerId().equals(Optional.of(one.organizationId())))
        .findFirst()
        .map(Application::id)
        .orElseGet(
            () ->
                drafts.create(
                    app.onlineSince().map(this::kind).orElse(kind),
                    app.form(),
                    List.of(),
                    Optional.of(appId),
                    known(app, offered)));
  }

  private static boolean runs(Application one) {
    return switch (one.state()) {
      case ACCEPTED, REFUSED, WITHDRAWN, ABANDONED -> false;
      default -> true;
    };
  }

  private ApplicationKind kind(LocalDate online) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    return InForce.at(policies.current(), today).mayBeExisting(online)
        ? ApplicationKind.EXISTING
        : ApplicationKind.INITIAL;
  }

  private static Map<Question, Answer> known(App app, String offered) {
    Map<Question, Answer> known = new LinkedHashMap<>();
    put(known, "app.name", app.name());
    put(known, "app.onlineSince", app.onlineSince().map(LocalDate::toString).orElse(""));
    put(known, "app.stores", offered);
    if (WITH_PACKAGE.contains(app.form())) {
      put(known, "app.kind", app.form().name());
    }
    return known;
  }

  private static void put(Map<Question, Answer> known, String field, String value) {
    if (!value.isBlank()) {
      known.put(Question.once(field), Answer.proposed(value, Origin.EARLIER, "inventory"));
    }
  }
}
