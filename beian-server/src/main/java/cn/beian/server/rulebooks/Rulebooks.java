package cn.beian.server.rulebooks;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookKeys;
import cn.beian.rules.book.SignatureRefusedException;
import cn.beian.rules.book.SignedVersion;
import cn.beian.server.platform.BeianSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/**
 * The versions of the rulebook and which of them decides on a day. Version 1 is the rulebook that
 * came with the software at the first start; a later software's is a draft until somebody signs it.
 * None decides whose signature does not hold.
 */
@Service
@EnableConfigurationProperties(RulebookSettings.class)
public class Rulebooks implements InitializingBean {
  /** Nothing could be filed before the Measures took force. */
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 25);

  private static final Logger LOG = LoggerFactory.getLogger(Rulebooks.class);

  private final RulebookStore store;
  private final Clock clock;
  private final Path keyFile;
  private final KeyPair keys;
  private final Map<String, Rulebook> compiled = new ConcurrentHashMap<>();
  private final Map<Integer, Rulebook> checked = new ConcurrentHashMap<>();

  Rulebooks(RulebookStore store, RulebookSettings settings, BeianSettings server, Clock clock) {
    this.store = store;
    this.clock = clock;
    Path place = settings.key();
    this.keyFile = place != null ? place : server.dataDir().resolve("rulebook/signing.key");
    this.keys = SigningPair.load(keyFile, store.versions().isEmpty());
    Rulebook bundled = Rulebook.bundled();
    compiled.put(bundled.version(), bundled);
  }

  @Override
  public void afterPropertiesSet() throws GeneralSecurityException {
    Rulebook bundled = Rulebook.bundled();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    RulebookDraft delivered = new RulebookDraft(bundled.version(), Optional.empty(), now, "");
    boolean added = store.put(delivered, canonical(bundled));
    SignedVersion first = SignedVersion.sign(bundled, 1, FIRST_DAY, keys.getPrivate());
    if (!store.put(new RulebookVersion(first, Optional.empty(), now)) && added) {
      LOG.warn(
          "This software brings another rulebook ({}). It decides nothing until it is signed:"
              + " see the drafts on the page of the rulebook.",
          bundled.version());
    }
    inForce(OfficialTime.dayOf(now));
  }

  /**
   * The rulebook that decides on a day.
   *
   * @throws IllegalStateException when its signature does not hold
   */
  public Rulebook inForce(LocalDate day) {
    return of(store.inForce(day));
  }

  /** The version that decides on a day. */
  public RulebookVersion versionInForce(LocalDate day) {
    return store.inForce(day);
  }

  /** All versions, the latest first. */
  public List<RulebookVersion> versions() {
    return store.versions();
  }

  /** A version by its number. */
  public Optional<RulebookVersion> version(int number) {
    return store.version(number);
  }

  /**
   * The rulebook of a version.
   *
   * @throws IllegalStateException when its signature does not hold
   */
  public Rulebook of(RulebookVersion version) {
    return checked.computeIfAbsent(version.number(), number -> check(version));
  }

  /** A rulebook by its digest, signed or not; empty where it never was here. */
  public Optional<Rulebook> find(String version) {
    Rulebook known = compiled.get(version);
    if (known == null) {
      known = store.canonical(version).map(Rulebooks::compile).orElse(null);
      if (known != null) {
        compiled.put(version, known);
      }
    }
    return Optional.ofNullable(known);
  }

  /** The key against which signatures are checked, as PEM. */
  public String publicKey() {
    return RulebookKeys.pem(keys.getPublic());
  }

  /** Signs a rulebook with the key of this registry. */
  SignedVersion sign(Rulebook rulebook, int number, LocalDate from) {
    try {
      return SignedVersion.sign(rulebook, number, from, keys.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key " + keyFile + " cannot sign", e);
    }
  }

  private Rulebook check(RulebookVersion version) {
    Rulebook rulebook =
        find(version.version()).orElseThrow(() -> new IllegalStateException("a foreign key"));
    Optional<SignatureRefusedException.Why> refused;
    try {
      refused = version.signed().refusal(rulebook, keys.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key " + keyFile + " cannot check", e);
    }
    if (refused.isPresent()) {
      throw new IllegalStateException(
          "Version "
              + version.number()
              + " of the rulebook (table rulebook_version) is refused: "
              + switch (refused.get()) {
                case OTHER_RULEBOOK -> "its rulebook is not the one that was signed.";
                default -> "its signature was not made by the key " + keyFile + '.';
              }
              + " Bring database and key back from the same backup, or name the key that signed it"
              + " with beian.rulebook.key.");
    }
    return rulebook;
  }

  private static Rulebook compile(byte[] canonical) {
    try {
      return Rulebook.of(canonical);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored rulebook is not readable", e);
    }
  }

  static byte[] canonical(Rulebook rulebook) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      rulebook.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory", e);
    }
    return out.toByteArray();
  }
}
