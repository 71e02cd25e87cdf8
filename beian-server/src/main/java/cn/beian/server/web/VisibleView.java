package cn.beian.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.spring6.view.ThymeleafView;

/** A page in which control characters, and what turns the direction of writing, can be seen. */
final class VisibleView extends ThymeleafView {
  @Override
  protected void renderFragment(
      @Nullable Set<String> markupSelectorsToRender,
      @Nullable Map<String, ?> model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws Exception {
    super.renderFragment(markupSelectorsToRender, model, request, new Visible(response));
  }

  private static final class Visible extends HttpServletResponseWrapper {
    Visible(HttpServletResponse response) {
      super(response);
    }

    @Override
    public PrintWriter getWriter() throws IOException {
      return new PrintWriter(new VisibleWriter(super.getWriter()));
    }
  }
}
