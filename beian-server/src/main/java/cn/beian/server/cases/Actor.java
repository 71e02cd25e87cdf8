package cn.beian.server.cases;

import cn.beian.filing.states.Initiator;
import cn.beian.filing.states.Transition;
import cn.beian.server.identity.Person;
import java.util.Optional;

/** Who takes an edge of a case. Each edge of a graph names the one kind that may take it. */
public sealed interface Actor {
  /** Whether the graph lets him take an edge. */
  boolean mayTake(Transition<?, ?> edge);

  /** The person, where he has an account. */
  default Optional<Person> account() {
    return Optional.empty();
  }

  /** A person with an account, by one of his roles. */
  record PersonActor(Person person) implements Actor {
    @Override
    public boolean mayTake(Transition<?, ?> edge) {
      return edge.actors().stream().anyMatch(person::has);
    }

    @Override
    public Optional<Person> account() {
      return Optional.of(person);
    }
  }

  /** A member of the public. */
  record PublicActor() implements Actor {
    @Override
    public boolean mayTake(Transition<?, ?> edge) {
      return edge.initiator() == Initiator.PUBLIC;
    }
  }

  /** The job of deadlines. */
  record ClockActor() implements Actor {
    @Override
    public boolean mayTake(Transition<?, ?> edge) {
      return edge.initiator() == Initiator.CLOCK;
    }
  }

  /** The server itself, as a consequence of something that happened elsewhere. */
  record SystemActor() implements Actor {
    @Override
    public boolean mayTake(Transition<?, ?> edge) {
      return edge.initiator() == Initiator.SYSTEM;
    }
  }
}
