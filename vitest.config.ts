import { defineConfig } from 'vitest/config'

// The limit only stops a test that hangs: many start processes, and a busy machine may be slow.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } })
