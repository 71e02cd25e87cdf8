#!/usr/bin/env python3
"""Passes notifications of beian on to a group robot of WeCom, DingTalk or their government editions.

Set WEBHOOK_SECRET (shown once when the webhook is set) and ROBOT_URL (given by the robot), then
    python3 bridge.py 8088
behind a proxy that speaks https. Needs nothing but Python 3.8.
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import time
import urllib.request

TOLERANCE = 300  # seconds that a message may be old, so that nobody sends it once more later
LONGEST = 64 * 1024
seen = {}  # ids that were passed on: a message can come twice


def verified(secret, identifier, moment, signatures, body):
    """Whether one of the signatures was made with the secret, not long ago."""
    if not moment.isdigit() or abs(time.time() - int(moment)) > TOLERANCE:
        return False
    key = base64.b64decode(secret[len("whsec_"):])
    content = f"{identifier}.{moment}.".encode() + body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(f"v1,{expected}", one) for one in signatures.split(" "))


def pass_on(message):
    """Posts the text and the link; the robots of both products take this form."""
    data = message["data"]
    text = {"msgtype": "text", "text": {"content": data["text"]["zh"] + "\n" + data["url"]}}
    request = urllib.request.Request(
        os.environ["ROBOT_URL"],
        json.dumps(text, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        if json.load(answer).get("errcode", 0) != 0:
            raise OSError("the robot refused the message")


class Bridge(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), LONGEST))
        identifier = self.headers.get("webhook-id", "")
        if not verified(
                os.environ["WEBHOOK_SECRET"], identifier, self.headers.get("webhook-timestamp", ""),
                self.headers.get("webhook-signature", ""), body):
            return self.answer(401)
        if identifier not in seen:
            try:
                pass_on(json.loads(body))
            except OSError:
                return self.answer(502)  # it comes again
            seen[identifier] = time.time()
            for old in [one for one, at in seen.items() if at < time.time() - 2 * 86400]:
                del seen[old]
        return self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "--verify":  # ID TIME SIGNATURES, the body on stdin
        given = verified(os.environ["WEBHOOK_SECRET"], *sys.argv[2:], sys.stdin.buffer.read())
        sys.exit(0 if given else 1)
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Bridge).serve_forever()
