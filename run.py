"""The commands of this repository, for every system: ``python run.py help``.

Only the standard library is used here, because this is what makes the environment that holds
everything else. An older Python must get as far as the message that says so: no syntax newer
than 3.6, and nothing but imports before it.
"""

import hashlib
import importlib.util
import io
import json
import os
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

TOO_OLD = """\
需要 Python 3.11 或更新的版本；现在是 {0}。
Python 3.11 or newer is needed; this is {0}.
例如 For example: make briefing PYTHON=python3.12"""
if sys.version_info < (3, 11):
    sys.exit(TOO_OLD.format("{}.{}".format(*sys.version_info)))

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "jmanalysis-stamp"
NO_NEWS = "--disable-pip-version-check"
# A bundle (see scripts/make_bundle.py) has the packages beside the project.
WHEELS = ROOT / "wheels"
BUNDLE = WHEELS / "bundle.json"

NO_VENV = """\
此 Python 缺少 venv 或 pip 模块。Debian/Ubuntu：sudo apt install python3-venv；
或改用 conda：conda env create -f environment.yml
This Python has no venv or no pip. Debian/Ubuntu: sudo apt install python3-venv;
or use conda: conda env create -f environment.yml"""
NO_PACKAGES = """\
依赖未能安装，原因见上文最后几行。若是网络不通：请检查网络或代理；
有软件包镜像时，设置 PIP_INDEX_URL 后重试。除 .venv 外没有改动任何文件。
The packages could not be installed; the last lines above say why. If the network is the reason,
check it or the proxy, or set PIP_INDEX_URL to a mirror, and try again. Nothing outside .venv
was changed."""
WRONG_WHEELS = """\
wheels/ 里的安装包适用于 Python {pythons}、{platforms}；现在是 Python {python}、{platform}。
请换用其中的 Python；能上网时，也可移走 wheels 文件夹后重试。
The packages in wheels/ are for Python {pythons} on {platforms}; this is Python {python} on
{platform}. Use one of those, or, where there is a network, move wheels/ away and try again."""
NO_TOOLS = """\
此压缩包不含开发工具，不能运行 {0}。请在能上网的机器上用 python run.py bundle --all 另制一份。
This bundle has no developers' tools, which `{0}` needs. Make one that has, where there is a
network: python run.py bundle --all"""


def say(chinese: str, english: str) -> None:
    """Print one line of progress in both languages, at once."""
    print(f"[jm] {chinese} / {english}", flush=True)


def environment() -> dict[str, str]:
    """Return the environment of every command: UTF-8 everywhere, the caller's own words kept."""
    return {**os.environ, "PYTHONUTF8": "1"}


def call(command: list[str], extra: dict[str, str] | None = None) -> int:
    """Run a command in the repository's folder and return its exit code."""
    env = {**environment(), **(extra or {})}
    return subprocess.run(command, check=False, cwd=ROOT, env=env).returncode


def python(*words: str) -> list[str]:
    """Return a command for the Python of the environment."""
    return [str(PYTHON), *words]


# --- set-up ---------------------------------------------------------------------------------


def bundle_contents() -> dict[str, list[str]]:
    """Return what the packages beside the project are for; nothing if there are none."""
    return json.loads(BUNDLE.read_text(encoding="utf-8")) if BUNDLE.exists() else {}


def project() -> list[str]:
    """Return pip's words for the project and its packages, from the bundle if there is one."""
    held = bundle_contents()
    source = ["--no-index", "--find-links", str(WHEELS)] if held else []
    extras = ",".join(held["extras"]) if held else "all"
    return [*source, "-c", "constraints.txt", "-e", f".[{extras}]"]


def refuse_wrong_wheels() -> None:
    """Stop with a clear word where the bundle has nothing for this Python or system."""
    held = bundle_contents()
    here = {
        "python": "{}.{}".format(*sys.version_info),
        "platform": sysconfig.get_platform(),
    }
    if held and any(here[name] not in held[f"{name}s"] for name in here):
        lists = {name: ", ".join(held[name]) for name in ("pythons", "platforms")}
        sys.exit(WRONG_WHEELS.format(**here, **lists))


def fingerprint() -> str:
    """Say in one hash what the environment depends on; a moved folder needs a new one, too."""
    parts = [sys.version.encode(), str(ROOT).encode()]
    names = [ROOT / "pyproject.toml", ROOT / "constraints.txt", BUNDLE]
    parts += [path.read_bytes() for path in names if path.exists()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready() -> bool:
    """Tell whether the environment exists and was made for these very files."""
    stamped = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    return PYTHON.exists() and stamped == fingerprint()


def mirror() -> dict[str, str]:
    """Tell uv the package index that pip is set to: uv does not read pip's settings."""
    if "UV_DEFAULT_INDEX" in os.environ or "UV_INDEX_URL" in os.environ:
        return {}
    asked = python("-m", "pip", "config", "get", "global.index-url")
    found = subprocess.run(asked, check=False, capture_output=True, text=True, env=environment())
    url = os.environ.get("PIP_INDEX_URL") or found.stdout.strip()
    return {"UV_DEFAULT_INDEX": url} if url else {}


def install_with_uv() -> bool:
    """Install everything with uv, which is several times faster; tell whether it worked.

    Who sets ``JMANALYSIS_INSTALLER=pip`` does without it.
    """
    if bundle_contents() or os.environ.get("JMANALYSIS_INSTALLER") == "pip":
        return False
    get_uv = python("-m", "pip", "install", "-q", NO_NEWS, "-c", "constraints.txt", "uv")
    use_uv = python("-m", "uv", "pip", "install", "--python", str(PYTHON), *project())
    return call(get_uv) == 0 and call(use_uv, mirror()) == 0


def install_with_pip() -> bool:
    """Install everything with pip; tell whether it worked."""
    say("用 pip 安装，约一分钟", "installing with pip, about a minute")
    quiet = ["-q"] if bundle_contents() else []  # 145 names of files say nothing
    return call(python("-m", "pip", "install", NO_NEWS, *quiet, *project())) == 0


def setup() -> None:
    """Make the environment in .venv, unless it is there and still fits."""
    if is_ready():
        return
    refuse_wrong_wheels()
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit(NO_VENV)
    started = time.perf_counter()
    say("正在建立环境 .venv（首次或依赖有变）", "making .venv (first time, or changed needs)")
    # The interpreter beneath a virtual environment, for .venv itself may be the one that runs.
    base = getattr(sys, "_base_executable", sys.executable)
    if call([base, "-m", "venv", "--clear", str(VENV)]):
        sys.exit(NO_VENV)
    if bundle_contents():
        say("从 wheels 文件夹离线安装，不上网", "installing offline, from wheels/")
    else:
        say("正在安装依赖", "installing the packages")
    if not (install_with_uv() or install_with_pip()):
        sys.exit(NO_PACKAGES)
    STAMP.write_text(fingerprint(), encoding="utf-8")
    seconds = time.perf_counter() - started
    say(f"环境就绪，用时 {seconds:.0f} 秒", f"environment ready after {seconds:.0f} s")


# --- test -----------------------------------------------------------------------------------


#: A file's tests stay together: what they share (a server, a browser) is made once.
EVERY_CORE = ["-n", "auto", "--dist", "loadfile"]


def notebook_step() -> list[str]:
    """Return the command that runs every notebook and compares what it shows with what it kept."""
    # The unit tests' options switch nbval off, so they are replaced; warnings stay errors.
    words = ["-o", "addopts=", *EVERY_CORE, "--nbval", "--nbval-current-env", "notebooks"]
    rules = ROOT / "tests" / "nbval_sanitize.cfg"
    return python("-m", "pytest", *words, *(["--nbval-sanitize-with", str(rules)] * rules.exists()))


def test_steps() -> list[tuple[str, str, list[str]]]:
    """List what `test` does, cheapest first: Chinese name, English name, command."""
    return [
        ("格式", "format", python("-m", "ruff", "format", "--check", ".")),
        ("规范", "lint", python("-m", "ruff", "check", ".")),
        ("类型", "types", python("-m", "mypy")),
        ("导入方向", "import rules", [str(BIN / "lint-imports")]),
        ("测试与文档示例", "tests and doctests", python("-m", "pytest", *EVERY_CORE)),
        ("笔记本", "notebooks", notebook_step()),
    ]


def tests(*_words: str) -> int:
    """代码规范、类型、测试、文档示例、笔记本 | Lint, types, tests, doctests and notebooks."""
    started = time.perf_counter()
    for chinese, english, command in test_steps():
        say(f"检查：{chinese}", f"checking: {english}")
        begun = time.perf_counter()
        code = call(command)
        seconds = time.perf_counter() - begun
        if code:
            say(f"未通过：{chinese}（{seconds:.1f} 秒）", f"FAILED: {english} ({seconds:.1f} s)")
            say("单独重跑", "to repeat it alone: " + " ".join(command))
            return code
        say(f"通过：{chinese}（{seconds:.1f} 秒）", f"passed: {english} ({seconds:.1f} s)")
    total = time.perf_counter() - started
    say(f"全部通过，共 {total:.0f} 秒", f"all passed in {total:.0f} s")
    return 0


# --- the other commands ---------------------------------------------------------------------


def briefing(*words: str) -> int:
    """生成 briefing/：全部图表与索引页 | Make briefing/: every chart, with an index page."""
    return call(python("-m", "jmanalysis", "briefing", *words))


def check(*words: str) -> int:
    """核对 seeds/ 中的数据表 | Check the tables in seeds/."""
    return call(python("-m", "jmanalysis", "check", *words))


def lab(*words: str) -> int:
    """在 JupyterLab 中打开笔记本 | Open the notebooks in JupyterLab."""
    command = python(str(ROOT / "scripts" / "open_lab.py"), *words)
    with subprocess.Popen(command, cwd=ROOT, env=environment()) as running:
        # JupyterLab asks before it stops; whoever waits for it must not kill it meanwhile.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return running.wait()


def bundle(*words: str) -> int:
    """制作离线安装包（含依赖） | Make an archive that installs without a network."""
    return call(python(str(ROOT / "scripts" / "make_bundle.py"), *words), mirror())


def bench(*words: str) -> int:
    """速度与内存的对照测量 | Measure speed and memory beside their limits."""
    scripts = sorted((ROOT / "benchmarks").glob("[!_]*.py"))
    codes = (call(python(str(script), *words)) for script in scripts)
    return next((code for code in codes if code), 0)


def only_setup(*_words: str) -> int:
    """只建立环境 .venv | Only make the environment in .venv."""
    say(f"环境在 {VENV}", f"the environment is in {VENV}")
    return 0


VERBS = {
    "briefing": briefing,
    "test": tests,
    "lab": lab,
    "check": check,
    "bench": bench,
    "bundle": bundle,
    "setup": only_setup,
}
#: Commands that need the extra `dev`.
DEVELOPERS = ("test", "bundle")


def usage() -> str:
    """Return the help text: one line per command, in both languages."""
    lines = [f"  {name:<9} {verb.__doc__}" for name, verb in VERBS.items()]
    head = "用法 Usage: python run.py <命令 command>    (make <命令 command>)"
    return "\n".join([head, "", *lines, "  help      显示此说明 | Show this text."])


def main(words: list[str]) -> int:
    """Run the command that the first word names."""
    name = words[0] if words else "help"
    if name in ("help", "-h", "--help"):
        print(usage())
        return 0
    if name not in VERBS:
        print(f"没有这个命令 No such command: {name}\n\n{usage()}", file=sys.stderr)
        return 2
    held = bundle_contents()
    if held and name in DEVELOPERS and "dev" not in held["extras"]:
        sys.exit(NO_TOOLS.format(name))
    setup()
    return VERBS[name](*words[1:])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character must not stop the work.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
