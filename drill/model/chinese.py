"""Errors in Chinese: what is raised is English, and this is its catalogue.

`{}` stands for what differs: names, values, the words of the operating system. A message that
is not here is shown in English; a test keeps every message of ours here.
"""

import re
from functools import cache

CATALOGUE = {
    # submissions
    "found a folder where a Python file was wanted": "这是一个文件夹，需要的是 Python 文件",
    "found something that is not a regular file": "这不是普通文件",
    "the file has {} MB; an answer has at most 1 MB": "文件有 {} MB；答案最多 1 MB",
    "there is no such file": "没有这个文件",
    "`drill start PROBLEM` writes one to begin with": "可以用 `drill start 题目` 生成一个起始文件",
    "the file cannot be read: {}": "无法读取文件：{}",
    "the name of the file holds a NUL character": "文件名里有 NUL 字符",
    "give a file, for example {}": "请给出一个文件，例如 {}",
    "give a file that ends in .py": "请给出一个 .py 文件",
    "there is a file already, and a starter never overwrites one": "文件已存在，起始文件不会覆盖它",
    "give another name: {}": "换个名字：{}",
    "the starter cannot be written: {}": "无法写入起始文件：{}",
    # notes
    "found a folder where notes were wanted": "这是一个文件夹，需要的是笔记文件",
    "give its files, for example `drill import {}/*.md`": "请给出其中的文件，例如 `drill import {}/*.md`",
    "the file has {} MB; notes have at most {} MB": "文件有 {} MB；笔记最多 {} MB",
    "found {} where notes were wanted": "这是{}，需要的是笔记",
    "copy its text into a .txt or .md file": "请把文字复制到 .txt 或 .md 文件里",
    "found a binary file where notes were wanted": "这是二进制文件，需要的是笔记",
    "give a .txt or .md file": "请给出 .txt 或 .md 文件",
    "the table of topics cannot be read": "无法读取主题词表",
    # names and options
    "no problem is named {}": "没有名为 {} 的题目",
    "no problem and no card is named {}": "没有名为 {} 的题目或卡片",
    "did you mean {}?": "是不是 {}？",
    "see `drill list`": "所有题目见 `drill list`",
    "nothing has the topic {}": "题库里没有主题 {}",
    "no card has the topic {}": "没有主题为 {} 的卡片",
    "no card is named {}": "没有名为 {} 的卡片",
    "see `drill list --cards`": "所有卡片见 `drill list --cards`",
    "{} is a coding problem, which drill grades itself": "{} 是编程题，由 drill 评分",
    "`drill code {} FILE`": "`drill code {} 文件`",
    "found {} where a rating was wanted": "{} 不是评分",
    "1 Again, 2 Hard, 3 Good, 4 Easy": "1 忘了，2 模糊，3 记得，4 轻松",
    "the quiz needs a terminal": "答题需要在终端里进行",
    "`drill quiz --json` prints the queue, `drill answer CARD RATING` stores an answer": "`drill quiz --json` 输出队列，`drill answer 卡片 评分` 记录一次作答",
    "the editor {} cannot be started: {}": "无法启动编辑器 {}：{}",
    "set EDITOR, for example `export EDITOR=nano`": "请设置 EDITOR，例如 `export EDITOR=nano`",
    "the bank has a finding: {}": "题库有问题：{}",
    "the rest of it is used; `drill check` shows all": "其余内容照常使用；`drill check` 查看全部",
    "topics: {}": "现有主题：{}",
    "the language {} is not one of en, zh": "不支持语言 {}，可选 en、zh",
    "`--lang zh`": "`--lang zh`",
    "the status {} is not one of {}": "状态 {} 不在可选值之中：{}",
    "{} is not solved yet": "{} 还没有通过",
    "`{}` shows it all the same": "`{}` 可以直接查看",
    "found {} files where --watch takes one": "给了 {} 个文件，--watch 只能用于一个",
    "found {} where CASE:SEED was wanted": "{} 的格式不对，应为 CASE:SEED",
    "copy it from a report": "可从评分报告中复制",
    "{} has no case {}": "{} 没有名为 {} 的用例",
    "its cases: {}": "它的用例：{}",
    # the plan
    "found {} where a date was wanted": "{} 不是日期",
    "write `--date 2027-01-15`, `01-15`, `1月15日`, `+21d` or `3w`": "可写 `--date 2027-01-15`、`01-15`、`1月15日`、`+21d` 或 `3w`",
    "{} is past; a plan ends on a day after today, {}": "{} 已经过去；面试日期应晚于今天（{}）",
    "give the day of the interview, or the days until then: `--date +21d`": "请给出面试日期，或距今天数：`--date +21d`",
    "{} is today; a plan needs at least a day": "{} 就是今天；计划至少需要一天",
    "`drill quiz --cram` goes through the cards now": "可以用 `drill quiz --cram` 马上突击",
    "{} is {} days away; a plan reaches {} at most": "{} 距今 {} 天；计划最长 {} 天",
    "until it comes nearer, `drill quiz` brings back what you would forget": "时间还早，先用 `drill quiz` 按平时的节奏复习",
    "found {} minutes a day where 1 to {} were wanted": "每天 {} 分钟不行，应在 1 到 {} 之间",
    "`--minutes 30` is half an hour a day": "`--minutes 30` 即每天半小时",
    "found topics without the day of the interview": "给了主题，但没有面试日期",
    "`drill plan {} --date +21d`": "`drill plan {} --date +21d`",
    "no plan is active whose minutes could change": "目前没有计划，无法调整时长",
    "give the day too: `drill plan --date +21d --minutes {}`": "请同时给出日期：`drill plan --date +21d --minutes {}`",
    "found --clear beside a plan to make": "--clear 不能与制定计划的选项同用",
    "give one of the two": "两者只能选一个",
    # banks
    "this is not a bank: it has no folder `questions`": "这不是题库：没有 `questions` 文件夹",
    "{} is not a bank: it has no folder `questions`": "{} 不是题库：没有 `questions` 文件夹",
    "give a folder that holds questions/ and solutions/": "请给出包含 questions/ 和 solutions/ 的文件夹",
    "no solution file for {}": "缺少 {} 的解答文件",
    "the solution does not import: {}": "解答文件无法导入：{}",
    "found {} functions tagged @reference where 1 was wanted": "有 {} 个函数标了 @reference，应当恰好 1 个",
    "{} has no docstring in {}: the user reads it": "{} 缺少 {} 的文档字符串：用户会看到它",
    "{} made a {}, not a tuple of inputs": "{} 返回的是 {}，应当是由输入组成的元组",
    "the reference of {} fails on {}: {}": "{} 的参考实现在 {} 上出错：{}",
    # sandbox
    "the sandbox did not start ({})": "沙箱没有启动（{}）",
    "see `drill doctor`": "请看 `drill doctor`",
    "no folder for temporary files can be written to": "没有可写的临时文件夹",
    "set TMPDIR": "请设置 TMPDIR",
    "`drill code` needs Linux or macOS so far": "`drill code` 目前需要 Linux 或 macOS",
    "use WSL2": "请使用 WSL2",
    "a reference answer was loaded before the sandbox was started": "沙箱启动之前已经加载了参考答案",
    "the process that starts children is gone: {}": "负责启动子进程的进程已不在：{}",
    "no child could be started: {}": "无法启动子进程：{}",
    "no Python could be started: {}": "无法启动 Python：{}",
    "the submission was called though it did not load": "提交的代码没有加载成功，却被调用了",
    "an input of this case cannot be sent: {}": "这个用例的输入无法发送：{}",
    # statistics
    "there is a file already, and a page does not overwrite one unasked": "文件已存在，未经同意不会覆盖",
    "`--force` writes over it": "加上 `--force` 可以覆盖",
    "the page cannot be written: {}": "网页无法写入：{}",
    "`--json` and `--html` are two answers: ask for one": "`--json` 和 `--html` 只能选一个",
    "`--force` goes with `--html FILE`": "`--force` 要和 `--html FILE` 一起用",
    # the log
    "cannot make the folder {}: {}": "无法创建文件夹 {}：{}",
    "set DRILL_HOME to a folder you can write to": "请把 DRILL_HOME 设为可写的文件夹",
    "the log has format {}, and this drill reads up to {}": "作答记录的格式是 {}，这个版本的 drill 最高支持 {}",
    "upgrade drill: {}": "请升级 drill：{}",
    "the log is locked by another program": "作答记录正被另一个程序占用",
    "close the other drill, then try again": "请关闭另一个 drill 再试",
    "the log is damaged: it lacks its tables": "作答记录已损坏：缺少数据表",
    "the log is damaged: it has only {} bytes": "作答记录已损坏：文件只剩 {} 字节",
    "the log is damaged: {}": "作答记录已损坏：{}",
    "`drill doctor --repair` sets it aside and makes a new one of what can be read": "`drill doctor --repair` 会把它另存一边，用还能读出的内容重建一份",
    "there is a file already, and a backup never overwrites one": "文件已存在，备份不会覆盖它",
    "give another name": "请换个名字",
    "the backup cannot be written: {}": "无法写入备份：{}",
    "this is not a log of drill": "这不是 drill 的作答记录",
    "give a drill.db, or a file that `drill export --jsonl` wrote": "请给出 drill.db，或 `drill export --jsonl` 导出的文件",
    "this line is not a row of a log": "这一行不是作答记录",
    "give a file as `drill export --jsonl` wrote it": "请给出 `drill export --jsonl` 导出的原文件",
    "the file has {} rows where its first line says {}": "文件里有 {} 行记录，首行写的是 {}",
    "export it again: it is not whole": "文件不完整，请重新导出",
    "the file has format {}, and this drill reads up to {}": "文件的格式是 {}，这个版本的 drill 最高支持 {}",
    "this is the log itself": "这就是当前的作答记录",
    "the file holds times that no log has": "文件里有不可能的时间",
    "the file is damaged": "文件已损坏",
    "nothing of it was taken in": "没有合并其中任何内容",
    "there is a file already, and an export never overwrites one": "文件已存在，导出不会覆盖它",
    "the export cannot be written: {}": "无法写入导出文件：{}",
    "an Anki deck needs the package genanki": "导出 Anki 牌组需要 genanki",
    "`pip install 'drill-cv[anki]'`": "`pip install 'drill-cv[anki]'`",
    "say what to export: --anki FILE or --jsonl FILE": "请指定导出内容：--anki 文件 或 --jsonl 文件",
    "`drill export --anki deck.apkg`": "`drill export --anki deck.apkg`",
    "there is no log yet": "还没有作答记录",
    "`drill quiz` begins one": "用 `drill quiz` 开始答题",
    "the log cannot be written: {}": "无法写入作答记录：{}",
    "the log failed: {}": "作答记录出错：{}",
    "free some disk space, or see `drill doctor`": "请清理磁盘空间，或查看 `drill doctor`",
    # drafts of imported notes
    "the file {} does not end in .yaml": "文件 {} 不是 .yaml 文件",
    "a bank reads questions/cards/*.yaml: give such a name": "题库只读 questions/cards/*.yaml，请换这样的名字",
    "found a folder where a file was wanted": "这是一个文件夹，需要的是文件",
    "the drafts would overwrite the notes": "草稿会覆盖笔记本身",
    "the file changed while the notes were read": "读取笔记期间，这个文件被改动了",
    "import again": "请再导入一次",
    "the drafts cannot be written: {}": "无法写入草稿：{}",
    "found {}, which ends a line in YAML and in no editor": "发现 {}：它在 YAML 里算换行，编辑器却看不出来",
    "not UTF-8: byte {} is {}": "不是 UTF-8：第 {} 个字节是 {}",
    "save it as UTF-8": "请存为 UTF-8",
    "take it out": "请删掉它",
    "the folder holds no notes": "文件夹里没有笔记",
    "notes are files that end in .txt or .md": "笔记是以 .txt 或 .md 结尾的文件",
    "found a file that is not a list of cards, one under the other": "这个文件不是卡片列表",
    "start each card with `- id:` at the margin, or give another file with `--to`": "每张卡片顶格以 `- id:` 开头，或用 `--to` 指定别的文件",
    # ours
    "a bug of ours: {}": "drill 自己的 bug：{}",
    "report it with that file": "请附上这个文件反馈给我们",
}


def chinese(english: str) -> str | None:
    """Say a message in Chinese; None where the catalogue does not have it."""
    for pattern, words in _patterns():
        found = pattern.fullmatch(english)
        if found:
            return words.format(*found.groups())
    return None


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Compile the catalogue, whole messages before those with gaps."""
    rows = sorted(CATALOGUE.items(), key=lambda row: row[0].count("{}"))
    return [
        (re.compile(re.escape(key).replace(r"\{\}", "(.*?)"), re.DOTALL), zh) for key, zh in rows
    ]
