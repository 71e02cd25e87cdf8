package cn.beian.server.web.intake;

import cn.beian.rules.Context;
import cn.beian.rules.Context.Audience;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a package is tested as while nobody has said what app it is. */
final class Assumed {
  /** Those for whom most is forbidden. */
  static final Set<Audience> AT_WORK = Set.copyOf(EnumSet.of(Audience.STAFF, Audience.GRASSROOTS));

  /** A government app for those at work, so that nothing that may block is told too late. */
  static final Context.Declared GOVERNMENT_APP = Context.Declared.of(true, AT_WORK);

  /** Audiences to which a result can be turned. */
  static final List<Set<Audience>> SETS =
      List.of(
          AT_WORK, Set.of(Audience.STAFF), Set.of(Audience.GRASSROOTS), Set.of(Audience.PUBLIC));

  private Assumed() {}

  /** The context of it: nothing else is declared, and no registry is asked. */
  static Context context() {
    return new Context(GOVERNMENT_APP, Optional.empty(), List.of());
  }
}
