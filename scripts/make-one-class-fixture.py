"""Golden values of the one-class SVM: 20 random problems, their decision values by scikit-learn.

Run it from the repository's root with a Python that has scikit-learn: python3 scripts/make-one-class-fixture.py. Numbers are
rounded before they are fitted, so that the file holds exactly what scikit-learn saw.
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.preprocessing import StandardScaler
from sklearn.svm import OneClassSVM

random = numpy.random.RandomState(17)
problems = []
for number in range(20):
    count, length = int(random.randint(5, 61)), int(random.randint(1, 6))
    nu = round(float(random.uniform(0.03, 0.9)), 2)
    gamma = "scale" if number % 2 == 0 else round(float(10 ** random.uniform(-1, 0.7)), 2)
    heaps = random.normal(0, 3, (2, length))
    train = numpy.round(heaps[random.randint(0, 2, count)] + random.normal(0, 1, (count, length)), 2)
    query = numpy.round(random.normal(0, 3, (6, length)), 2)
    scaler = StandardScaler().fit(train)
    # 1e-3, the default of scikit-learn, leaves decision values that are good to three digits.
    svm = OneClassSVM(nu=nu, gamma=gamma, tol=1e-10).fit(scaler.transform(train))
    seen = numpy.concatenate([train, query])
    problems.append(
        {
            "length": length,
            "nu": nu,
            "gamma": gamma,
            "train": train.tolist(),
            "query": query.tolist(),
            "support": len(svm.support_),
            "decision": [float(f"{v:.10g}") for v in svm.decision_function(scaler.transform(seen))],
        }
    )

root = pathlib.Path(__file__).parent.parent
path = root / "src" / "core" / "fixtures" / "one-class.json"
path.write_text(json.dumps({"scikit-learn": sklearn.__version__, "problems": problems}, separators=(",", ":")) + "\n")
print(path, path.stat().st_size)
