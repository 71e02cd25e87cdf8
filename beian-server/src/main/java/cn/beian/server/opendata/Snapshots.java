package cn.beian.server.opendata;

import cn.beian.server.platform.BeianSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The snapshots in the data folder, {@code open-data/ID/}; each holds its files and {@value
 * #MANIFEST}, which is written last. What is being made has another ending and is no snapshot.
 */
@Service
public class Snapshots {
  static final String MANIFEST = "manifest.json";
  static final String UNFINISHED = ".part";

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final Pattern ID = Pattern.compile("[0-9]{8}-[0-9]{1,12}");

  private final Path folder;
  private final JsonMapper json;

  Snapshots(BeianSettings settings, JsonMapper json) {
    this.folder = settings.dataDir().resolve("open-data");
    this.json = json;
  }

  /** All of them, the newest first. */
  public List<Snapshot> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .flatMap(path -> find(String.valueOf(path.getFileName())).stream())
          .sorted(Comparator.comparing(Snapshot::madeAt).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("snapshots cannot be listed", e);
    }
  }

  /** The one that was made last. */
  public Optional<Snapshot> newest() {
    return all().stream().findFirst();
  }

  /** The one of an id. */
  public Optional<Snapshot> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Path manifest = folder.resolve(id).resolve(MANIFEST);
    try {
      return Optional.of(json.readValue(Files.readAllBytes(manifest), Snapshot.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      LOG.error("{} is unreadable: {}", manifest, e.getMessage());
      return Optional.empty();
    }
  }

  /** Where a file of a snapshot lies. */
  public Path path(Snapshot snapshot, Snapshot.File file) {
    return folder.resolve(snapshot.id()).resolve(file.name());
  }

  /** An empty folder for the snapshot of an id, which is none until {@link #finish}. */
  Path begin(String id) throws IOException {
    Path made = folder.resolve(id + UNFINISHED);
    remove(made);
    return Files.createDirectories(made);
  }

  /** Makes it one, in the place of another of the same id. */
  void finish(Path made, Snapshot snapshot) throws IOException {
    Files.write(made.resolve(MANIFEST), json.writeValueAsBytes(snapshot));
    Path finished = folder.resolve(snapshot.id());
    remove(finished);
    Files.move(made, finished);
  }

  void remove(Snapshot snapshot) throws IOException {
    Path gone = folder.resolve(snapshot.id() + UNFINISHED);
    remove(gone);
    Files.move(folder.resolve(snapshot.id()), gone);
    remove(gone);
  }

  /** What a server that ended was making. */
  void removeUnfinished() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> left;
    try (Stream<Path> folders = Files.list(folder)) {
      left = folders.filter(path -> path.toString().endsWith(UNFINISHED)).toList();
    }
    for (Path path : left) {
      remove(path);
    }
  }

  private static void remove(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(path)) {
      files = list.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(path);
  }
}
