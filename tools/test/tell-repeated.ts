import type { Reporter, TestModule } from "vitest/node";

/** Says which tests passed only when they were run again, lest nobody looks for the reason. */
export default class TellRepeated implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const times = test.diagnostic()?.retryCount ?? 0;
        if (times > 0) console.log(`run again, to attempt ${times + 1}: ${module.moduleId}: ${test.fullName}`);
      }
    }
  }
}
