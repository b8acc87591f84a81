// What gift-pegjs understands of GIFT files, as JSON: `gift.mjs NODE_MODULES FILES`.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

const [folder, ...files] = process.argv.slice(2)
const { parse } = createRequire(`${folder}/`)('gift-pegjs')
const told = {}
for (const one of files.flatMap((file) => parse(readFileSync(file, 'utf8')))) {
  if (one.type === 'Category' || one.type === 'Description') continue
  if (one.id !== one.title) throw new Error(`id ${one.id} of ${one.title}`)
  const pairs = one.type === 'Matching'
  const options = pairs ? one.matchPairs.map((pair) => pair.subquestion) : one.choices.map((choice) => choice.text)
  const choices = pairs ? [] : one.choices
  told[one.title] = {
    stem: one.stem.text,
    pairs,
    options: options.map((option) => option.text),
    right: choices.filter((choice) => choice.isCorrect || choice.weight > 0).map((choice) => choice.text.text),
    whys: choices.map((choice) => (choice.feedback ? choice.feedback.text : '')),
  }
}
console.log(JSON.stringify(told))
