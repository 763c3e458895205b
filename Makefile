# Every line goes through run.py, which works the same without make: python run.py help
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help briefing test lab check bench bundle

help:  ## 显示此说明 | Show this text
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

briefing:  ## 生成 briefing/：全部图表与索引页 | Make briefing/: every chart, with an index page
	@$(PYTHON) run.py briefing

test:  ## 代码规范、类型、测试、文档示例、笔记本 | Lint, types, tests, doctests and notebooks
	@$(PYTHON) run.py test

lab:  ## 在 JupyterLab 中打开笔记本 | Open the notebooks in JupyterLab
	@$(PYTHON) run.py lab

check:  ## 核对 seeds/ 中的数据表 | Check the tables in seeds/
	@$(PYTHON) run.py check

bench:  ## 速度与内存的对照测量 | Measure speed and memory beside their limits
	@$(PYTHON) run.py bench

bundle:  ## 制作离线安装包（含依赖） | Make an archive that installs without a network
	@$(PYTHON) run.py bundle
