package cn.beian.server.web;

import cn.beian.filing.Role;
import cn.beian.server.platform.BeianSettings;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Languages and navigation. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  /** All texts under i18n/; a key is prefixed by its area. */
  @Bean
  MessageSource messageSource() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath*:i18n/*_zh.properties")) {
      String name = String.valueOf(file.getFilename());
      names.add("i18n/" + name.substring(0, name.length() - "_zh.properties".length()));
    }
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames(names.toArray(String[]::new));
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    messages.setDefaultLocale(Locale.CHINESE);
    messages.setParentMessageSource(new FilingTexts());
    return messages;
  }

  /** Chinese unless the reader chose English; the browser's own wish is not followed. */
  @Bean
  LocaleResolver localeResolver(BeianSettings settings) {
    CookieLocaleResolver resolver =
        new CookieLocaleResolver(cookieName("language", settings)) {
          @Override
          protected Locale parseLocaleValue(String value) {
            return known(value);
          }
        };
    resolver.setDefaultLocale(Locale.CHINESE);
    resolver.setCookieMaxAge(Duration.ofDays(365));
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Lax");
    resolver.setCookieSecure(https(settings));
    return resolver;
  }

  /**
   * Where the public comes by HTTPS, no cookie travels without it, and none that another host of
   * the domain has set is taken for ours: that is what the prefix means to a browser.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> hostCookies(BeianSettings settings) {
    return tomcat -> {
      Cookie cookie = tomcat.getSettings().getSession().getCookie();
      cookie.setName(cookieName("beian", settings));
      cookie.setSecure(https(settings));
      cookie.setPath("/");
    };
  }

  static String cookieName(String name, BeianSettings settings) {
    return https(settings) ? "__Host-" + name : name;
  }

  static boolean https(BeianSettings settings) {
    String url = settings.publicUrl();
    return url != null && url.strip().toLowerCase(Locale.ROOT).startsWith("https:");
  }

  /** Before all that asks the database, the log-in included; also for the page of an error. */
  @Bean
  FilterRegistrationBean<DatabaseUseFilter> databaseUse(BeianSettings settings) {
    int atOnce = 8 * Math.max(1, settings.db().publicConnections());
    FilterRegistrationBean<DatabaseUseFilter> filter =
        new FilterRegistrationBean<>(new DatabaseUseFilter(atOnce));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR);
    return filter;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor change =
        new LocaleChangeInterceptor() {
          @Override
          protected Locale parseLocaleValue(String value) {
            return known(value);
          }
        };
    change.setParamName("lang");
    registry.addInterceptor(change);
    registry.addInterceptor(new PageHelp());
  }

  /**
   * What pages load, named by its content and so never asked for twice. Spring Boot's own mapping
   * is for every address: each link of a page would be looked for among all files of all jars.
   */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    VersionResourceResolver byContent = new VersionResourceResolver();
    byContent.addContentVersionStrategy("/**");
    for (String folder : List.of("static/css", "static/js", "META-INF/resources/webjars")) {
      registry
          .addResourceHandler(folder.substring(folder.lastIndexOf('/')) + "/**")
          .addResourceLocations("classpath:/" + folder + "/")
          .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
          .setEtagGenerator(WebConfiguration::tag)
          .resourceChain(true)
          .addResolver(byContent);
    }
  }

  /** The tag that a file named by its content has anyway, so that it is compared too. */
  private static @Nullable String tag(Resource file) {
    return file instanceof HttpResource named ? named.getResponseHeaders().getETag() : null;
  }

  /** What others wrote cannot mislead on any page. */
  @Autowired
  void visiblePages(ThymeleafViewResolver pages) {
    pages.setViewClass(VisibleView.class);
  }

  @Bean
  NavItem administrationNavItem() {
    return NavItem.forReaders("nav.administration", "/admin", 90);
  }

  @Bean
  NavItem unitNavItem() {
    return NavItem.forReaders("nav.unit", "/unit", 89);
  }

  @Bean
  HomePanel unitPanel() {
    return HomePanel.leadingTo("home.unit", "/unit", Set.of(Role.UNIT_ADMINISTRATOR), 89);
  }

  @Bean
  NavItem auditNavItem() {
    return beside("admin.audit", "/admin/audit", 91);
  }

  @Bean
  NavItem policiesNavItem() {
    return beside("admin.policies", "/admin/policies", 92);
  }

  @Bean
  NavItem calendarNavItem() {
    return beside("admin.calendar", "/admin/calendar", 93);
  }

  /** The administrator finds it under administration. */
  private static NavItem beside(String key, String path, int order) {
    return NavItem.forReaders(key, path, order).without(Role.SYSTEM_ADMINISTRATOR);
  }

  @Bean
  HomePanel auditPanel() {
    return HomePanel.leadingTo("home.audit", "/admin/audit", Set.of(Role.AUDITOR), 91);
  }

  @Bean
  HomePanel administrationPanel() {
    return HomePanel.leadingTo("home.admin", "/admin", Set.of(Role.SYSTEM_ADMINISTRATOR), 90);
  }

  @Bean
  HomePanel dropPanel() {
    return HomePanel.showing("intake/drop :: drop", Set.of(Role.HANDLER), 10);
  }

  private static Locale known(String value) {
    return LANGUAGES.stream()
        .filter(
            language -> Arrays.asList(value.split("[-_]", 2)).get(0).equals(language.getLanguage()))
        .findFirst()
        .orElse(Locale.CHINESE);
  }
}
