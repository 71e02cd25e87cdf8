package cn.beian.server.web.portal;

import cn.beian.server.opendata.OpenDataSettings;
import cn.beian.server.opendata.Snapshot;
import cn.beian.server.opendata.Snapshots;
import cn.beian.server.platform.PublicAddress;
import cn.beian.server.web.Moments;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The register as files: what there is, with sizes and digests, and the files themselves. */
@Controller
class OpenDataController {
  private static final String NEWEST = "latest";
  private static final Map<String, String> TYPES =
      Map.of(
          "ndjson", "application/x-ndjson",
          "csv", "text/csv;charset=UTF-8",
          "json", "application/json",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final Snapshots snapshots;
  private final OpenDataSettings settings;
  private final PublicAddress address;

  OpenDataController(Snapshots snapshots, OpenDataSettings settings, PublicAddress address) {
    this.snapshots = snapshots;
    this.settings = settings;
    this.address = address;
  }

  /** A snapshot as the page names it. */
  record Shown(Snapshot snapshot, String madeAt, List<Line> files) {
    static Shown of(Snapshot snapshot) {
      return new Shown(
          snapshot,
          Moments.SECOND.format(snapshot.madeAt()),
          snapshot.files().stream().map(file -> new Line(file, size(file.bytes()))).toList());
    }
  }

  /** A file with its size for people. */
  record Line(Snapshot.File file, String size) {}

  @GetMapping("/open-data")
  String page(Model model) {
    List<Shown> all = snapshots.all().stream().map(Shown::of).toList();
    model.addAttribute("snapshots", all);
    model.addAttribute("at", settings.at().toString());
    model.addAttribute("window", settings.feedWindow());
    model.addAttribute("feed", address.of("/api/v1/feed?from=0"));
    model.addAttribute("atom", address.of("/api/v1/feed.atom"));
    model.addAttribute("batchesAtom", address.of("/api/v1/batches.atom"));
    return "portal/open-data";
  }

  /** A file, whole or a range of it; {@code latest} leads to the newest snapshot. */
  @GetMapping("/open-data/{id}/{name}")
  ResponseEntity<Resource> file(@PathVariable String id, @PathVariable String name) {
    if (id.equals(NEWEST)) {
      return newest(name);
    }
    Optional<Snapshot> snapshot = snapshots.find(id);
    Optional<Snapshot.File> file = snapshot.flatMap(found -> named(found, name));
    if (file.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    Resource bytes = new FileSystemResource(snapshots.path(snapshot.get(), file.get()));
    if (!bytes.exists()) {
      return ResponseEntity.notFound().build(); // removed at this moment
    }
    return ResponseEntity.ok()
        .contentType(type(name))
        .eTag("\"" + file.get().sha256() + "\"")
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(bytes);
  }

  private ResponseEntity<Resource> newest(String name) {
    return snapshots
        .newest()
        .filter(snapshot -> named(snapshot, name).isPresent())
        .map(
            snapshot ->
                ResponseEntity.status(302)
                    .header(HttpHeaders.LOCATION, "/open-data/" + snapshot.id() + "/" + name)
                    .cacheControl(CacheControl.noCache())
                    .<Resource>build())
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private static Optional<Snapshot.File> named(Snapshot snapshot, String name) {
    return snapshot.files().stream().filter(file -> file.name().equals(name)).findFirst();
  }

  private static MediaType type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return MediaType.parseMediaType(TYPES.getOrDefault(ending, "text/plain;charset=UTF-8"));
  }

  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 999.5 && unit < 3) {
      size /= 1_000;
      unit++;
    }
    String number = String.format(Locale.ROOT, size < 9.95 ? "%.1f" : "%.0f", size);
    return number + " " + List.of("kB", "MB", "GB", "TB").get(unit);
  }
}
