"""The form's page alone, in a real browser with a stand-in for the kernel: whose words are kept, and until when."""

import pytest

from memo.controls.assets import script
from memo.controls.form import PARTS

# Stands in for the widget's Python side: keeps what is set, notes what is sent, answers when told to.
MODEL = """
class Model {
  constructor(state) { this.state = state; this.sent = []; this.handlers = {}; }
  get(name) { return this.state[name]; }
  on(name, handler) { (this.handlers[name] ??= []).push(handler); }
  send(content) { this.sent.push(structuredClone(content)); }
  trigger(name, ...args) { for (const handler of this.handlers[name] ?? []) handler(...args); }
  set(state) { Object.assign(this.state, state); for (const name of Object.keys(state)) this.trigger(`change:${name}`); }
  answer(taken, which = this.sent.length - 1) { this.trigger("msg:custom", { taken, turn: this.sent[which].turn }); }
}
"""
STATE = """{ key: "anna:02.exit", values: {}, feedback: { text: "", tone: "plain", reveal: [] }, spec: { label: "Exit", intro: [{ p: "Why?" }],
  fields: [{ id: "why", kind: "text", label: "Why" }], buttons: [{ id: "commit", label: "Commit" }], draft: true, locked: false } }"""


@pytest.fixture(scope="module")
def browser(playwright, program):
    browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
    yield browser
    browser.close()


@pytest.fixture
def page(browser):
    """A page with one form, `model` and `form`; time stands still until it is told to go on."""
    page = browser.new_page()
    page.clock.install(time=0)
    page.route("**", lambda route: route.fulfill(body="<!doctype html><title>form</title>", content_type="text/html"))
    page.goto("http://kit.test/")
    page.evaluate(
        f"""async (code) => {{ {MODEL}
        window.control = (await import(URL.createObjectURL(new Blob([code], {{ type: "text/javascript" }})))).default;
        window.show = (model) => {{ const el = document.createElement("div"); document.body.append(el); control.render({{ model, el }}); return el; }};
        window.Model = Model; window.model = new Model({STATE}); window.form = show(model); }}""",
        script(*PARTS),
    )
    page.clock.pause_at(3_600_000)
    yield page
    page.close()


def shelf(page):
    return page.evaluate("Object.fromEntries(Object.entries(sessionStorage))")


def sent(page):
    return page.evaluate("model.sent.map(({ button, values, key }) => [button, values.why, key])")


def field(page):
    return page.get_by_label("Why").first


def test_words_stay_in_the_tab_until_python_has_them(page):
    field(page).fill("my words")
    assert sent(page) == []
    page.clock.run_for(1100)
    assert sent(page) == [["draft", "my words", "anna:02.exit"]]
    assert shelf(page) == {"memo:anna:02.exit": '{"why":"my words"}'}
    page.clock.run_for(5000)
    assert "Not saved yet: Python does not answer" in page.get_by_role("status").inner_text()
    page.evaluate("model.answer(true)")
    assert shelf(page) == {}


def test_words_come_back_in_a_new_page_of_the_same_tab(page):
    field(page).fill("my words")
    page.get_by_role("button", name="Commit").click()
    page.evaluate(f"form.remove(); window.model = new Model({STATE}); window.form = show(model)")
    assert field(page).input_value() == "my words"
    assert sent(page) == [["draft", "my words", "anna:02.exit"]]
    page.evaluate("model.answer(true)")
    assert shelf(page) == {}


def test_a_form_that_is_drawn_anew_by_a_commit_does_not_send_a_draft_after_it(page):
    field(page).fill("my words")
    page.get_by_role("button", name="Commit").click()
    page.evaluate(
        "model.set({ spec: { ...model.get('spec'), intro: [{ p: 'Why, then?' }] }, feedback: { text: 'Saved.', tone: 'ok', reveal: [] } })"
    )
    assert sent(page) == [["commit", "my words", "anna:02.exit"]]
    page.evaluate("model.answer(true)")
    page.clock.run_for(6000)
    assert len(sent(page)) == 1 and shelf(page) == {}
    assert field(page).input_value() == "my words"


def test_what_python_refused_stays(page):
    field(page).fill("my words")
    page.get_by_role("button", name="Commit").click()
    page.evaluate("model.set({ feedback: { text: 'Not saved yet: no room.', tone: 'warn', reveal: [] } }); model.answer(false)")
    assert "my words" in shelf(page)["memo:anna:02.exit"]
    assert page.get_by_role("status").inner_text() == "Not saved yet: no room."
    page.clock.run_for(6000)
    assert len(sent(page)) == 1, "a refusal is not answered by asking again and again"


def test_what_was_typed_while_python_answered_is_kept_too(page):
    field(page).fill("first")
    page.clock.run_for(1100)
    field(page).fill("first and second")
    page.evaluate("model.answer(true)")
    assert field(page).input_value() == "first and second"
    assert "first and second" in shelf(page)["memo:anna:02.exit"]
    page.clock.run_for(1100)
    assert sent(page)[-1][1] == "first and second"
    page.evaluate("model.answer(true)")
    assert shelf(page) == {} and len(sent(page)) == 2


def test_an_answer_to_an_earlier_draft_frees_only_that(page):
    for words in ("first", "first and second"):
        field(page).fill(words)
        page.clock.run_for(1100)
    page.evaluate("model.answer(true, 0)")
    assert "first and second" in shelf(page)["memo:anna:02.exit"]
    page.evaluate("model.answer(true, 1)")
    assert shelf(page) == {}


def test_half_a_character_does_not_make_it_ask_without_end(page):
    page.evaluate("""() => { const input = document.querySelector("textarea");
        input.value = "half \\ud83d"; input.dispatchEvent(new Event("input", { bubbles: true })); }""")
    page.clock.run_for(1100)
    page.evaluate("model.answer(true)")
    page.clock.run_for(10_000)
    assert page.evaluate("model.sent.length") == 1 and shelf(page) == {}


def test_a_second_view_of_the_same_form_does_not_write_over_the_first(page):
    page.evaluate("window.second = show(model)")
    field(page).fill("typed in the first view")
    page.clock.run_for(1100)
    page.evaluate("model.answer(true)")
    page.clock.run_for(10_000)
    assert sent(page) == [["draft", "typed in the first view", "anna:02.exit"]]
    page.evaluate("model.set({ values: { why: 'typed in the first view' } })")
    assert page.evaluate("second.querySelector('textarea').value") == "typed in the first view"


def test_another_persons_words_are_never_sent_or_shown_under_ones_own_name(page):
    field(page).fill("anna's words")  # typed, and not yet sent
    page.evaluate("model.set({ key: 'bert:02.exit', values: { why: 'bert\\'s words' } })")
    assert field(page).input_value() == "bert's words"
    page.clock.run_for(6000)
    assert sent(page) == []
    assert shelf(page) == {"memo:anna:02.exit": '{"why":"anna\'s words"}'}
    page.evaluate("model.set({ key: 'anna:02.exit', values: {} })")
    assert field(page).input_value() == "anna's words"
    assert sent(page) == [["draft", "anna's words", "anna:02.exit"]]


def test_an_answer_that_comes_after_the_switch_clears_the_right_shelf(page):
    field(page).fill("anna's words")
    page.get_by_role("button", name="Commit").click()
    page.evaluate("model.set({ key: 'bert:02.exit', values: {} })")
    field(page).fill("bert's words")
    page.evaluate("model.answer(true)")
    assert "memo:anna:02.exit" not in shelf(page)
    page.clock.run_for(1100)
    assert sent(page)[-1] == ["draft", "bert's words", "bert:02.exit"]
    assert shelf(page) == {"memo:bert:02.exit": '{"why":"bert\'s words"}'}


def test_a_seal_leaves_nothing_in_the_tab_and_is_not_asked_again(page):
    field(page).fill("71 per cent")
    page.get_by_role("button", name="Commit").click()
    assert shelf(page)
    page.evaluate("""model.set({ values: {}, spec: { label: "Exit", intro: [], fields: [], buttons: [], draft: false, locked: true },
        feedback: { text: "Sealed.", tone: "ok", reveal: [] } })""")
    assert shelf(page) == {}
    page.evaluate("model.answer(true)")
    page.clock.run_for(10_000)
    assert shelf(page) == {} and len(sent(page)) == 1
    assert page.get_by_role("status").inner_text() == "Sealed." and "71 per cent" not in page.content()


def test_a_pseudonym_or_a_file_is_not_left_in_the_tab(page):
    page.evaluate("model.set({ spec: { ...model.get('spec'), draft: false } })")
    field(page).fill("a pseudonym")
    page.get_by_role("button", name="Commit").click()
    page.clock.run_for(6000)
    assert shelf(page) == {} and len(sent(page)) == 1


@pytest.mark.parametrize(
    ("kind", "odd"),
    [
        *((kind, odd) for kind in ("text", "line", "choice", "select", "probability", "sort") for odd in ("null", "5", "'x'", "{}")),
        *(("choices", odd) for odd in ("null", "'x'", "[]", "['c', 5]")),  # Python lets only lists through to these
    ],
)
def test_a_field_shows_values_of_another_kind_without_failing(page, kind, odd):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.evaluate(f"""model.set({{ values: {{ why: {odd} }}, spec: {{ ...model.get("spec"), fields: [{{ id: "why", kind: "{kind}", label: "Why",
        options: ["a", "b"], items: ["x", "y"], groups: ["g", "h"], confidence: ["sure"] }}] }} }})""")
    assert not errors and page.locator("fieldset, textarea, input, select").count()


def test_hostile_words_are_words_on_the_page(page):
    hostile = "<img src=x onerror='window.hit = 1'><script>window.hit = 1</script> $x$"
    page.evaluate(
        """(words) => model.set({ values: { why: words }, spec: { ...model.get("spec"), label: words, intro: [{ p: words }, { h: words }, { list: [words] },
            { quote: words, cite: words }, { pre: words }, { table: { caption: words, head: [words, words], rows: [[words, words]] } }],
            fields: [{ id: "why", kind: "text", label: words, help: words }], buttons: [{ id: "x", label: words }] },
            feedback: { text: words, tone: "ok", reveal: [{ p: words }, { pre: words }] } })""",
        hostile,
    )
    page.clock.run_for(1000)
    assert page.evaluate("window.hit") is None
    assert page.locator("img, script").count() == 0
    assert page.get_by_text(hostile).count() >= 10
