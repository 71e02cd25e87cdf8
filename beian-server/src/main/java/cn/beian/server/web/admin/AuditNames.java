package cn.beian.server.web.admin;

import cn.beian.server.audit.AuditSearch.Entry;
import cn.beian.server.audit.NamedSubject;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.trail.StandingKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who and what rows of the trail are about, in a few statements however many rows there are. */
@Component
class AuditNames {
  private static final String ACCOUNT = "account";
  private static final String UNIT = "organization";

  private final Identity identity;
  private final Collection<NamedSubject> subjects;

  AuditNames(Identity identity, Collection<NamedSubject> subjects) {
    this.identity = identity;
    this.subjects = List.copyOf(subjects);
  }

  /** Those of the rows of a page. */
  Known of(List<Entry> entries) {
    return of(
        entries.stream().map(Entry::actor).collect(Collectors.toSet()),
        entries.stream().map(Entry::subject).collect(Collectors.toSet()));
  }

  /** Those of some actors and subjects, as the trail has them. */
  Known of(Set<String> actors, Set<String> rowSubjects) {
    Map<String, Set<UUID>> ids = new HashMap<>();
    for (String one : rowSubjects) {
      Subject subject = Subject.of(one);
      subject
          .uuid()
          .ifPresent(id -> ids.computeIfAbsent(subject.kind, k -> new HashSet<>()).add(id));
    }
    List<Person> people = identity.people(ids.getOrDefault(ACCOUNT, Set.of()), actors);
    Map<String, Map<UUID, NamedSubject.Named>> others = new HashMap<>();
    for (NamedSubject kind : subjects) {
      Set<UUID> wanted = ids.getOrDefault(kind.kind(), Set.of());
      if (!wanted.isEmpty()) {
        others.put(kind.kind(), kind.named(wanted));
      }
    }
    return new Known(
        people.stream().collect(Collectors.toMap(Person::login, Function.identity())),
        people.stream().collect(Collectors.toMap(Person::id, Function.identity())),
        identity.organizations(ids.getOrDefault(UNIT, Set.of())).stream()
            .collect(Collectors.toMap(Organization::id, Function.identity())),
        others);
  }

  /** A subject of the trail, taken apart. */
  record Subject(String kind, String id) {
    private static final Pattern UUID_FORM =
        Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static Subject of(String text) {
      if (UUID_FORM.matcher(text).matches()) {
        return new Subject("package", text); // of before the kinds were written
      }
      int colon = text.indexOf(':');
      String kind = colon < 0 ? "" : text.substring(0, colon);
      return new Subject(
          StandingKind.of(kind).map(StandingKind::about).orElse(kind), text.substring(colon + 1));
    }

    Optional<UUID> uuid() {
      return UUID_FORM.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }
  }

  /** What was found. */
  record Known(
      Map<String, Person> byLogin,
      Map<UUID, Person> people,
      Map<UUID, Organization> units,
      Map<String, Map<UUID, NamedSubject.Named>> others) {
    /** The person of a login. */
    Optional<Person> actor(String login) {
      return Optional.ofNullable(byLogin.get(login));
    }

    /** What a subject with an id is called, and the address of its page. */
    Optional<NamedSubject.Named> subject(String kind, UUID id) {
      return switch (kind) {
        case ACCOUNT -> Optional.ofNullable(people.get(id)).map(Known::named);
        case UNIT ->
            Optional.ofNullable(units.get(id))
                .map(one -> new NamedSubject.Named(one.name(), "/admin/organizations/" + id));
        default -> Optional.ofNullable(others.getOrDefault(kind, Map.of()).get(id));
      };
    }

    static NamedSubject.Named named(Person one) {
      return new NamedSubject.Named(
          one.name() + " (" + one.login() + ")", "/admin/people/" + one.id());
    }
  }
}
