package cn.beian.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What a page refuses is told on a page; the API answers with problem details as before. */
@ControllerAdvice("cn.beian.server.web")
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {
  @ExceptionHandler({ErrorResponseException.class, ServletRequestBindingException.class})
  void told(Exception e, HttpServletResponse response) throws IOException {
    response.sendError(((ErrorResponse) e).getStatusCode().value());
  }
}
