package cn.beian.server.demo;

import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.RecordState;
import cn.beian.server.identity.Person;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** How far the demo is loaded, and who is who in it. There is one only on a demo server. */
public interface DemoProgress {

  /**
   * A case to look at.
   *
   * @param state of its application
   * @param standing of its app, as the register has it; empty where the app is not in the register
   * @param sponsor name of its unit
   * @param people who may do something about it as it stands; its handler first
   */
  record Example(
      UUID id,
      String appName,
      ApplicationState state,
      Optional<RecordState> standing,
      String sponsor,
      List<Person> people) {
    public Example {
      people = List.copyOf(people);
    }
  }

  /** Cases that are there, of {@link #total}. */
  int loaded();

  int total();

  /** Completes when all cases are there, exceptionally when they could not be loaded. */
  CompletableFuture<Void> done();

  /** The one password of all users of the demo. */
  String password();

  /** The users of the national level who decide on no case. */
  List<Person> others();

  /** The cases that are there. */
  List<Example> overview();
}
