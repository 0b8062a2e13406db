#!/usr/bin/env node
// Plain JavaScript on purpose: an old Node can't even parse the rest, so it is told here, in one sentence, what is needed.
import process from 'node:process'

const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(`群办需要 Node.js 24 或更高版本（当前 ${process.versions.node}）：请用 npm start 或 npm run qunban 启动（npm ci 已装好 Node 24），或升级 Node.js。`)
  process.exit(1)
}
const { enableCompileCache } = await import('node:module')
enableCompileCache?.()
await import('./main.ts')
