"""Mutants that are the same function, and why: problem -> change -> reason."""

GREEDY = {
    "order = np.argsort(-scores, kind='stable')  ->  order = np.argsort(-scores)": (
        "of equal scores any order is right, and unequal ones sort alike"
    ),
    "order = np.argsort(-scores, kind='stable')  ->  order = np.argsort(-scores, kind='stablex')": (
        "numpy looks at the first letter only"
    ),
    "return np.array(keep, dtype=np.int64)  ->  return np.array(keep)": (
        "a list of integers gives integers; an empty result may have any dtype"
    ),
    "best, rest = (order[0], order[1:])  ->  best, rest = (order[0], order[:])": (
        "a box has IoU 1 with itself, above any threshold below 1, so it goes anyway"
    ),
    "best, rest = (order[0], order[1:])  ->  best, rest = (order[0], order[0:])": "the same",
}
SOFT_NMS = (
    "def soft_nms(boxes, scores, iou_threshold={}, sigma=0.5, score_threshold=0.001, method={}):"
)

EQUIVALENT: dict[str, dict[str, str]] = {
    "nms": GREEDY,
    "batched_nms": GREEDY,
    "soft_nms": {
        f"{SOFT_NMS.format('0.3', repr('gaussian'))}  ->  {SOFT_NMS.format(*other)}": reason
        for other, reason in {
            (
                "1.3",
                "'gaussian'",
            ): "left out, the method is gaussian too, which has no IoU threshold",
            ("-0.7", "'gaussian'"): "the same",
            ("0.3", "'gaussianx'"): "whatever is not linear is gaussian",
        }.items()
    },
    "average_precision": {
        "return np.where(images[:, None] == gt_images, box_iou(boxes, gt_boxes), 0.0)  ->  "
        "return np.where(images[:, None] == gt_images, box_iou(boxes, gt_boxes), -1.0)": (
            "the threshold is above 0, so neither can match"
        ),
    },
    "complete_box_iou": {
        "return np.sum(vectors ** 2, axis=2)  ->  return np.mean(vectors ** 2, axis=2)": (
            "only the ratio of two such sums is used"
        ),
        "return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)  ->  "
        "return np.divide(top, bottom, out=np.ones_like(top), where=bottom > 0)": (
            "where the denominator is 0 the quotient is multiplied by 0"
        ),
        "return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)  ->  "
        "return np.divide(top, bottom, where=bottom > 0)": "the same, as long as the memory holds finite numbers",
    },
}
