package cn.beian.server.web.notifications;

import cn.beian.server.notifications.Webhook;
import cn.beian.server.notifications.Webhooks;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The webhook of the reader's own unit. */
@Controller
class WebhookPages {
  private static final String PAGE = "/admin/webhook";

  private final Webhooks webhooks;

  WebhookPages(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @GetMapping(PAGE)
  String show(Model model) {
    Form.show(model, Map.of("url", webhooks.own().map(Webhook::url).orElse("")));
    return page(model);
  }

  private String page(Model model) {
    webhooks.own().ifPresent(one -> model.addAttribute("webhook", one));
    model.addAttribute("results", webhooks.results());
    model.addAttribute("moment", Moments.SECOND);
    return "notifications/webhook";
  }

  /** The secret stands in the answer alone: asked for again, the page no longer has it. */
  @PostMapping(PAGE)
  String set(@RequestParam String url, Model model, HttpServletResponse response) {
    try {
      model.addAttribute("secret", webhooks.set(url));
      Form.show(model, Map.of("url", url.strip()));
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of("url", url), rejected, response);
    }
    return page(model);
  }

  @PostMapping(PAGE + "/test")
  String test(Model model, HttpServletResponse response) {
    try {
      webhooks.test();
    } catch (RejectedInput rejected) {
      String url = webhooks.own().map(Webhook::url).orElse("");
      Form.reject(model, Map.of("url", url), rejected, response);
      return page(model);
    }
    return "redirect:" + PAGE + "?tested#results";
  }

  @PostMapping(PAGE + "/activation")
  String activate(@RequestParam boolean active) {
    webhooks.activate(active);
    return "redirect:" + PAGE;
  }

  @PostMapping(PAGE + "/removal")
  String remove() {
    webhooks.remove();
    return "redirect:" + PAGE;
  }
}
