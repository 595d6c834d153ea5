r"""The words that decide what an answer means, in both languages: tables and nothing else.

Patterns are regular expressions over folded text (`fold`): lower case, half width, simplified.
Only what is nearly always safe is here. Synonyms of the field are not: they are the wordings of
a card.
"""


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


TRADITIONAL = str.maketrans(
    "個們這為過學習訓練權層維數據類別圖檢測標準網絡優損誤歸納積導連續點線區間變換寫轉編碼樣實驗"
    "對應與從無關時間長寬較當後將還沒發現問題達應該會減過擬參輸運動態結構約壓縮殘嚴組單雙穩"
    "殊異錯確務記憶離閾靜傳遞統計總級絕齊強質簡難陣響獨經濾獲選請說關聯環並給頭條門進來號"
    "隨機種顯適廣義徵評價監預偵邊緣採讓擴張係決飽於夠僅稱負階兩滿鄰遠圍範",
    "个们这为过学习训练权层维数据类别图检测标准网络优损误归纳积导连续点线区间变换写转编码样实验"
    "对应与从无关时间长宽较当后将还没发现问题达应该会减过拟参输运动态结构约压缩残严组单双稳"
    "殊异错确务记忆离阈静传递统计总级绝齐强质简难阵响独经滤获选请说关联环并给头条门进来号"
    "随机种显适广义征评价监预侦边缘采让扩张系决饱于够仅称负阶两满邻远围范",
)
GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "η": "eta",
    "θ": "theta",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "ω": "omega",
    "∇": "nabla",
    "√": "sqrt",
    "∞": "inf",
}

# ---- Chinese, in this order: what is tried first wins -----------------------------------------

# Holds the character of a negation and is none: compared as it stands.
TERMS_ZH = (
    r"不变|不同|不断|不等式|不错|不定|不规则|不仅仅?|不但|不只是?|不光是?|不管|不论|不得不|不过"
    r"|差不多|要不然|不然|无监督|无偏|无穷|无限|无序|无损|无论|无疑|无非|无关紧要|未来|未知"
    r"|(?P<a_not_a>[是会能要对用])(?:不|没)(?P=a_not_a)"
)
NOT_ZH = (
    r"而不是|而非|并非|绝非|不再是?|不会|不能|不是|不用|不需要?|不必|不要|不可(?![导微逆])|没有|没|无需|无须|无法"
    r"|未|勿|别(?=再|用|把)|难以|很难(?!样|例|分)|缺乏|缺少|避免了?使?用|省去|省掉|摆脱|不"
    r"|无(?=[a-z需法效锚])"
)
BREAK_ZH = r"而是|但是?|然而|不过|反而|相反|否则|[。；]"
STOP_ZH = (
    r"所以|因此|因为|由于|于是|从而|使得?|让|并且|而且|此外|另外|的话"
    r"|(?<![实临同及])时候?(?![的间刻序空长])|(?<![从因反])而(?![且是言])|就|则|便"
)
RELIEF_ZH = r"缓解|避免|防止|解决|减轻|克服|消除|预防|规避|改善"
CAUSE_ZH = r"导致|引起|引发|造成|加剧|加重|带来|产生|得到|出现|存在|具有"
ABOVE_ZH = r"不小于|不低于|不少于|大于等于|大于|超过|高于|多于"
BELOW_ZH = r"不大于|不超过|不高于|小于等于|小于|低于|少于"
FILLER_ZH = (
    r"其实|然后|也就是说?|就是|比如|例如|可以|能够|可能|应该|应当|必须|需要|一般|通常|往往|常常|非常|特别|十分(?!之)|比较|相对来说|相当于"
    r"|直接|基本上?|主要|一[个种些下]|某[个种]|[这那][个种些样]?|它们?|我们|他们|自己|本身"
    r"|等于|(?<![因作认行变成])为(?!了|什|何)|[取求](?=\s?\d|平均|最|均)|作为|当作|当成|当(?![前然时])|进行|使用|采用|利用|以及|的|了|着|呢|吧|啊|嘛|吗|也|都|还(?!原)|很|更(?!新|换|替|改)"
    r"|(?<![机社])会(?!议|话)|(?<![重主需摘必])要(?!求|素|点)|(?<![性功智效])能(?!力|量|耗)"
    r"|(?<![获取求])得(?!分|出|到)|(?<![本落基])地(?!址|图|面|方|标|区)|被|把|将|所(?!有)"
    r"|(?<![存现])在(?!线)|是|(?<![饱求总])和(?!谐)|(?<!参)与|跟(?!踪|随)|及(?!时)|个|其(?!他)|该|较"
    r"|(?<![作应费])用(?!户|途|处)|做|、"
)
# More and less are one word each, so that 下降, 降低 and 变小 need not all be wordings.
UP_ZH = (
    r"[多大高长]很多|[多大高长]得多|(?<![增添更叠施])加大(?!量)"
    r"|上升|提高|提升|升高|增加|增大|增多|增长|增高|变[大高多长]|(?:变得)?更[大高多长](?![小低少短])"
    r"|越(?:来越)?[大高多](?![小低少])"
)
DOWN_ZH = (
    r"[少小低短]很多|[少小低短]得多|(?<=参数|算量|显存|内存)少"
    r"|下降|降低|减少|减小|缩小|变[小低少短]|(?:变得)?更[小低少短]|越(?:来越)?[小低少](?![大高多])"
)
# Another spelling of the same word: written formally, said otherwise.
SAME_ZH = {
    "均衡": "平衡",
    "权值": "权重",
    "图片": "图像",
    "根号": "√",
    "不一样": "不同",
    "一样": "相同",
    "乘上": "乘以",
    "关掉": "关闭",
    "丢掉": "丢弃",
    "去掉": "去除",
    "删掉": "删除",
    "之前": "前",
    "以前": "前",
    "之后": "后",
    "以后": "后",
    "老师": "教师",
}
MEASURES = "个种层维倍步次阶块张类组点头条路帧折像位"

# ---- English -----------------------------------------------------------------------------------

TERMS_EN = r"not only|no matter|nothing but|cannot but|none ?the ?less|no doubt"
NOT_EN = (
    r"instead of|rather than|as opposed to|no longer|free of|fails? to|unable to|lacks?|lack of"
    r"|(?:do|does|did|is|are|was|were|has|have|had|ca|wo|would|should|could|must|need)n['’]?t"
    r"|avoid(?:s|ing)? (?:using|the use of)|(?:get|gets|getting|got) rid of"
    r"|cannot|(?<![/-])not(?!-[a-z])|(?<![/-])no(?!-object)|never|without|neither|nor|none"
    r"|hardly|barely|rarely|nothing"
)
BREAK_EN = r"but|while|whereas|although|though|however|instead(?! of)|unlike|otherwise"
STOP_EN = (
    r"because|since|so that|so|which|when|if|then|hence|therefore|thus"
    r"|and(?=\s+(?:it|they|we|you|this|is|are|has|can|uses?|keeps?|takes?|gives?|lets?|then|also"
    r"|just|only|does|instead|[a-z]{3,}s\s(?:the|an?|its|their|each|all))\b)"
)
RELIEF_EN = (
    r"avoid\w*|prevent\w*|alleviat\w*|mitigat\w*|solv\w+|address\w*|tackl\w+|overcom\w+"
    r"|eliminat\w*|combat\w*|reliev\w+|fix(?:es|ed|ing)?|remed\w+|counter(?:s|ed|ing|act\w*)?"
)
CAUSE_EN = (
    r"caus(?:e|es|ed|ing)|leads? to|leading to|led to|results? in|resulting in|worsen\w*"
    r"|aggravat\w*|suffers? from|giv(?:e|es|ing|en)|gave|produc(?:e|es|ed|ing)|yield(?:s|ed|ing)?"
    r"|tends? to|become|becomes|became|becoming"
)
ABOVE_EN = (
    r"(?:greater|larger|higher|bigger|more) than(?: or equal to)?|above|exceed(?:s|ed|ing)?"
    r"|at least"
)
BELOW_EN = (
    r"(?:less|lower|smaller|fewer) than(?: or equal to)?|below|at most|no (?:more|larger) than"
)
GOES_UP, GOES_DOWN = r"(?:go|goes|going|went) up", r"(?:go|goes|going|went) down"
UP_EN = frozenset(
    _each("increas rise rises rose grow grew larger bigger greater higher more enlarg rais")
)
DOWN_EN = frozenset(
    _each("decreas fall fell drop reduc smaller lower less fewer shrink shrank declin diminish")
)
FILLERS_EN = frozenset(
    _each(
        "a an the of is are was were be been being am to in on at for with by from as it its this that"
        " these those there their they them we you i he she our your and or can could will would may"
        " might should shall must do does did have has had just very also some any all such both"
        " use used uses using make makes made making get gets got getting let lets gets set sets put"
        " usually typically generally often basically actually really simply well directly mostly"
        " tend than who whose what how where into"
    )
)
# Say little beside other words, but not nothing: "across channels" is more than "channels".
LIGHT_EN = frozenset(
    _each(
        "over across along between among through during within onto towards about still already"
        " even much quite too only need requir"
    )
)
EACH_EN = frozenset(("each", "every", "per"))
NUMBERS_EN = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "half": 0.5,
}

# ---- opposites ---------------------------------------------------------------------------------

# Pairs that turn a statement round.
OPPOSITES = _each(
    "大|小 多|少 高|低 长|短 快|慢 深|浅 强|弱 早|晚 新|旧 远|近 宽|窄 粗|细 难|易 难|简单"
    " 难|容易 正|负 左|右 上|下 前|后 先|后 内|外 类内|类间 增|减 升|降 行|列 单|双 单|多"
    " 软|硬 真|假 有|无 ↑|↓ 放大|缩小 最大|最小 最大|平均 局部|全局 训练|测试 训练|推理"
    " 训练|预测 编码|解码 爆炸|消失 精确率|召回率 查准率|查全率 欠拟合|过拟合"
    " 偏差|方差 输入|输出 稀疏|稠密 显式|隐式 静态|动态 生成|判别 绝对|相对 前向|反向"
    " 正向|反向 通道|空间 凸|凹 奇|偶 首|末 串行|并行 同步|异步 简单|困难 >|< +|- *|/ l1|l2"
    " bn|ln large|small big|small high|low max|min max|average"
    " maximise|minimise best|worst first|last before|after row|column train|test"
    " train|inference train|infer encoder|decoder encode|decode explode|vanish"
    " precision|recall overfit|underfit positive|negative local|global easy|hard true|false"
    " left|right top|bottom input|output bias|variance"
    " shallow|deep dense|sparse ascending|descending faster|slower fast|slow strong|weak"
    " early|late forward|backward forward|reverse always|never encourage|penalise same|different long|short"
    " longer|shorter wide|narrow"
)
# Those that turn a point round even where its wording is only a part of it.
DIRECTIONS = _each("↑|↓ *|/ +|- 升|降 max|min ascending|descending")
# Words that hold both sides, or one side by accident.
NEUTRAL = _each(
    "大小 多少 高低 左右 上下 前后 先后 长短 正则 高斯 正负 前景 修正 先验 后验 以上 以下 上述"
    " 如下 下面 上面 最后 然后 后面 前面 单位 内存 行为 进行 执行 运行 序列 排列 系列 加权 加速"
    " 增强 有效 所有 具有 参加 叠加 添加 小数 大量 少量 减法 上下文 一下 正确 正常 真实"
)
# What makes the order of the words count.
ORDERED = frozenset(
    ("先", "后", "再", "然后", "比", "前", ">", "<", "before", "after", "then", "than")
)
# What makes another word of the word behind it: 非线性 is not 线性.
PREFIXES = frozenset(
    ("非", "无", "不", "反", "半", "伪", "逆", "non", "anti", "un", "semi", "inverse")
)

# ---- what follows a statement and takes it back ------------------------------------------------

# Compared with the words that follow, less their spaces, to the end of the clause.
DENIED_AFTER = (
    r"(?:是|are|is|was|were|does|do|did|wo|will|would|可以)*"
    r"(?:不(?:成立|存在|会发生|会出现|正确|起作用)|不对(?![称齐应比])|没有?必要|多余|可以省略|错误?的|不属于|不算"
    r"|(?:不需要|不必|不用|不使用|没有|没用|没有用)的?(?:了|$)"
    r"|(?:not|n't|never)(?:been)?(?:used|needed|required|necessary|true|there|happen|occur|exist"
    r"|apply|help|work|possible|present|correct|right|done|thecase|involved"
    r"|considered|counted|(?:an?)?(?:kind|form|type|sort|part)of)|wrong|false|unnecessary|redundant|superfluous|omitted)"
)
