package cn.beian.server.filings.answers;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.StandardValue;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.PackageSet;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers that a package gives: a pure function of its facts and of the words of a rulebook. Where
 * nothing stands in the package, there is no answer: absent evidence is none. Its functions stand
 * apart, by label, because what they are answered under depends on what stands already.
 */
public final class PackageAnswers {
  /** Pages that nearly every app has, and that are no function of it. */
  private static final Pattern EVERY_APP =
      Pattern.compile(
          "我的|个人中心|用户中心|首页|主页|关于|关于(我们|本应用|系统)|设置|系统设置|帮助|登录|注册|用户登录|账号登录|修改密码|隐私政策"
              + "|用户协议|服务协议|隐私协议|[Hh]ome|[Mm]e|[Mm]ine|[Aa]bout|[Ss]ettings|[Ll]ogin");

  private static final Set<String> LISTS =
      Set.of(
          "app.platforms",
          "data.asked",
          "data.personal",
          "data.personalPurposes",
          "operation.domains");
  private static final int MAX_FUNCTIONS = 12;
  private static final int MAX_DOMAINS = 50;

  /** A name with a dot, or an address; neither a word of a library nor the device itself. */
  private static final Pattern SOMEWHERE_ELSE =
      Pattern.compile("(?!127\\.|0\\.0\\.0\\.0)[^.].*\\.[^.]+|\\[(?!::1]).*]");

  private static final Pattern IPV6_LITERAL = Pattern.compile("https?://\\[[0-9a-fA-F:]+]");

  private final FactSet facts;
  private final String packageId;
  private final Map<Question, Answer> answers = new LinkedHashMap<>();
  private final Map<String, String> functions = new LinkedHashMap<>();

  private PackageAnswers(FactSet facts, String packageId) {
    this.facts = facts;
    this.packageId = packageId;
  }

  /**
   * What the facts of a package answer.
   *
   * @param packageId the item of answers that are asked once a package
   * @param rulebook by whose words data items are named
   */
  public static PackageAnswers of(FactSet facts, String packageId, Rulebook rulebook) {
    PackageAnswers read = new PackageAnswers(facts, packageId);
    read.identity();
    read.functions();
    read.data(DeclaredData.of(facts, rulebook));
    read.network();
    return read;
  }

  /**
   * What several packages of one app answer together: lists are joined, of the rest the first
   * counts.
   *
   * @param standing functions that have an item already, by item
   */
  public static Map<Question, Answer> together(
      List<PackageAnswers> packages, Map<String, String> standing) {
    Map<Question, Answer> all = new LinkedHashMap<>();
    Map<String, String> functions = new LinkedHashMap<>();
    for (PackageAnswers one : packages) {
      one.answers.forEach(
          (question, answer) ->
              all.merge(
                  question,
                  answer,
                  (a, b) -> LISTS.contains(question.fieldId()) ? joined(a, b) : a));
      one.functions.forEach(functions::putIfAbsent);
    }
    all.computeIfPresent(
        Question.once("app.platforms"), // in one order, whichever was added first
        (same, said) -> read(lines(said.value().lines().sorted().toList()), said.evidence()));
    Map<String, String> items = new LinkedHashMap<>();
    standing.forEach((item, label) -> items.putIfAbsent(label, item));
    int number = 0;
    for (Map.Entry<String, String> one : functions.entrySet()) {
      while (!items.containsKey(one.getKey())) {
        String next = "f" + ++number;
        if (!standing.containsKey(next)) {
          items.put(one.getKey(), next);
        }
      }
      all.put(
          new Question("function.description", items.get(one.getKey())),
          read(one.getKey(), one.getValue()));
    }
    return all;
  }

  private static Answer joined(Answer one, Answer other) {
    Set<String> lines = new LinkedHashSet<>();
    for (Answer answer : List.of(one, other)) {
      lines.addAll(List.of(answer.value().split("\n", -1)));
    }
    return read(lines(lines), one.evidence());
  }

  private static Answer read(String value, String evidence) {
    return Answer.proposed(value.strip(), cn.beian.filing.form.Origin.PACKAGE, evidence);
  }

  /** What is to be filed when this package is handed in: what rules call it. */
  public static AppForm form(String format) {
    return switch (RuleEngine.platform(format)) {
      case "mini-program" -> AppForm.MINI_PROGRAM;
      case "quick-app" -> AppForm.QUICK_APP;
      default -> AppForm.APP;
    };
  }

  /** Name of the platform in regulation's terms, as look-ups ask for it. */
  public static String platform(String format) {
    return switch (format) {
      case "apk", "aab", "axml" -> "android";
      case "hap" -> "harmony";
      case "ipa" -> "ios";
      default -> format.indexOf('-') < 0 ? format : format.substring(0, format.indexOf('-'));
    };
  }

  /**
   * A package as far as numbers depend on it: those of one app for one platform are equal, built or
   * as source.
   *
   * @param identity package name or AppID
   */
  public static PackageSet.Member member(String format, String identity) {
    String platform = platform(format);
    return new PackageSet.Member(
        form(format),
        switch (platform) {
          case "wxapkg" -> "wechat";
          case "amr" -> "alipay";
          case "rpk" -> "quick";
          case "uni", "taro", "wepy", "mpvue" -> identity.startsWith("wx") ? "wechat" : platform;
          default -> platform;
        },
        identity);
  }

  /** The same of what was read of a package. */
  public static PackageSet.Member member(FactSet facts) {
    return member(facts.header().format(), facts.identity("package").orElse(""));
  }

  private void identity() {
    FactSet f = facts;
    label().ifPresent(label -> once("app.name", label, "label"));
    once(
        "app.kind",
        switch (form(f.header().format())) {
          case MINI_PROGRAM -> "MINI_PROGRAM";
          case QUICK_APP -> "QUICK_APP";
          default -> "APP";
        },
        f.header().format());
    once("app.platforms", platform(f.header().format()), f.header().format());
    if (form(f.header().format()) == AppForm.MINI_PROGRAM) {
      // A mini-program is offered on the platform that runs it, and nowhere else.
      once("app.stores", StandardValue.OWN_PLATFORM.name(), f.header().format());
    }
    f.identity("package").ifPresent(id -> each("app.packageIdentity", id, "package"));
    each("app.version", version(), "version_name");
    icon();
  }

  /** A mini-program's icon is kept by its platform; of anything else, what names none has none. */
  private void icon() {
    facts.identity("icon").ifPresent(icon -> each("app.icon", icon, "icon"));
    if (form(facts.header().format()) == AppForm.MINI_PROGRAM) {
      answers.putIfAbsent(
          new Question("app.icon", packageId),
          read(StandardValue.ICON_ON_PLATFORM.name(), facts.header().format()));
    }
  }

  /** What a package calls its app; empty where it does not say. */
  public static Optional<String> name(FactSet facts) {
    return new PackageAnswers(facts, "").label();
  }

  private Optional<String> label() {
    Optional<Fact> chinese =
        facts.of(FactKind.IDENTITY).stream()
            .filter(fact -> fact.text(Field.NAME).equals("label"))
            .filter(fact -> fact.text(Field.LOCALE).startsWith("zh"))
            .findFirst();
    return chinese
        .map(fact -> fact.text(Field.VALUE))
        .or(() -> facts.identity("label"))
        .filter(label -> !label.isBlank());
  }

  private String version() {
    String name = facts.identity("version_name").orElse("");
    String code = facts.identity("version_code").orElse("");
    return name.isEmpty() ? code : code.isEmpty() ? name : name + " (" + code + ")";
  }

  private void functions() {
    Map<String, Fact> byLabel = new LinkedHashMap<>();
    Predicate<Fact> tab = screen -> screen.text(Field.ROLE).equals("tab");
    List<Fact> screens =
        facts.of(FactKind.SCREEN).stream()
            .filter(screen -> screen.origin() == Origin.APP)
            .filter(screen -> !screen.text(Field.LABEL).isBlank())
            .filter(screen -> !EVERY_APP.matcher(screen.text(Field.LABEL).strip()).matches())
            .toList();
    screens.stream().filter(tab).forEach(s -> byLabel.putIfAbsent(s.text(Field.LABEL), s));
    screens.stream().filter(tab.negate()).forEach(s -> byLabel.putIfAbsent(s.text(Field.LABEL), s));
    byLabel.entrySet().stream()
        .limit(MAX_FUNCTIONS)
        .forEach(one -> functions.put(one.getKey(), one.getValue().text(Field.NAME)));
    if (byLabel.isEmpty()) {
      label().ifPresent(label -> functions.put(label, "label"));
    }
  }

  /** What people are asked, as the page of what was read has it, too. */
  private void data(DeclaredData data) {
    once("data.asked", lines(data.asked().keySet()), "form_field");
    once("data.personal", lines(data.personal().keySet()), "form_field, permission");
    once("data.personalPurposes", lines(data.purposes()), "screen, permission");
  }

  private void network() {
    List<String> domains =
        facts.of(FactKind.DOMAIN).stream()
            .filter(domain -> domain.origin() == Origin.APP)
            .filter(domain -> domain.text(Field.ROLE).isEmpty()) // not one that a text mentions
            .map(domain -> domain.text(Field.NAME))
            .filter(domain -> SOMEWHERE_ELSE.matcher(domain).matches())
            .distinct()
            .limit(MAX_DOMAINS)
            .toList();
    once("operation.domains", lines(domains), "domain");
    boolean literal =
        facts.of(FactKind.URL).stream()
            .anyMatch(url -> IPV6_LITERAL.matcher(url.text(Field.TEXT)).find());
    if (literal) {
      once("operation.ipv6", "yes", "url");
    }
  }

  private static String lines(Collection<String> items) {
    return new ArrayList<>(items).stream().collect(Collectors.joining("\n"));
  }

  private void once(String field, String value, String evidence) {
    put(Question.once(field), value, evidence);
  }

  private void each(String field, String value, String evidence) {
    put(new Question(field, packageId), value, evidence);
  }

  private void put(Question question, String value, String evidence) {
    if (!value.isBlank()) {
      answers.put(question, read(value, evidence));
    }
  }
}
