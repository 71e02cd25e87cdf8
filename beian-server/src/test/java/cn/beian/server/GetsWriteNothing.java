package cn.beian.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Every test that reads a page shows that reading writes nothing: while a GET or HEAD is answered,
 * a statement that writes is refused, whatever test has asked. Only who read what may be noted. The
 * statements of each path are counted.
 */
@Component
public class GetsWriteNothing implements BeanPostProcessor {
  private static final Pattern WRITES =
      Pattern.compile(
          "(?:(\\w+)\\s+)?\\b(?:insert\\s+into|update|delete\\s+from)\\s+(\\w+)",
          Pattern.CASE_INSENSITIVE);
  private static final Map<String, LongAdder> STATEMENTS = new ConcurrentHashMap<>();
  private static final Set<String> NOT_WRITING = Set.of("for", "do");
  private static final Set<String> NOTES_OF_READING = Set.of("audit_entry");

  /** How many statements were prepared for a path until now, by all who read it. */
  public static long statements(String path) {
    return STATEMENTS.getOrDefault(path, new LongAdder()).sum();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? new Guarded(source) : bean;
  }

  private static final class Guarded extends DelegatingDataSource {
    Guarded(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().startsWith("prepare") && reading()) {
                  refuseWriting((String) arguments[0]);
                  STATEMENTS.computeIfAbsent(path(), made -> new LongAdder()).increment();
                }
                Object made = invoked(connection, method, arguments);
                return method.getName().equals("createStatement")
                    ? guarded((Statement) Objects.requireNonNull(made))
                    : made;
              });
    }

    /** A statement whose text comes when it is executed. */
    private static Statement guarded(Statement statement) {
      return (Statement)
          Proxy.newProxyInstance(
              Statement.class.getClassLoader(),
              new Class<?>[] {Statement.class},
              (proxy, method, arguments) -> {
                if (arguments != null && arguments[0] instanceof String sql && reading()) {
                  refuseWriting(sql);
                }
                return invoked(statement, method, arguments);
              });
    }

    private static @Nullable Object invoked(
        Object target, Method method, Object @Nullable [] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private static boolean reading() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        && Set.of("GET", "HEAD").contains(request.getRequest().getMethod());
  }

  private static String path() {
    return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
        .getRequest()
        .getRequestURI();
  }

  private static void refuseWriting(String sql) {
    Matcher matcher = WRITES.matcher(sql);
    while (matcher.find()) {
      String before = matcher.group(1) == null ? "" : matcher.group(1).toLowerCase(Locale.ROOT);
      String table = matcher.group(2).toLowerCase(Locale.ROOT);
      if (!NOT_WRITING.contains(before) && !NOTES_OF_READING.contains(table)) {
        throw new IllegalStateException("reading a page writes: " + sql);
      }
    }
  }
}
