"""Makes the single file: single-file.py PAYARA_MICRO_JAR WAR CLASSES PREBOOT OUT

Payara Micro's jar with the WAR, the settings that work before boot only, and our own start. Its own way to make one
(--outputUberJar) starts a server for it.
"""
import os
import sys
import zipfile

payara, war, classes, preboot, out = sys.argv[1:]
START = 'dev.yera.launch.SingleFile'
MANIFEST = 'META-INF/MANIFEST.MF'


def entry(name, compression):
    made = zipfile.ZipInfo(name, (2026, 11, 22, 0, 0, 0))
    made.compress_type = compression
    made.external_attr = 0o644 << 16
    return made


with zipfile.ZipFile(payara) as source, zipfile.ZipFile(out + '.new', 'w') as made:
    manifest = source.read(MANIFEST).decode()
    assert 'Main-Class: fish.payara.micro.PayaraMicro\r\n' in manifest
    manifest = manifest.replace('fish.payara.micro.PayaraMicro\r\n', START + '\r\n')
    # First, as jars have it.
    made.writestr(entry(MANIFEST, zipfile.ZIP_DEFLATED), manifest)
    start = START.replace('.', '/') + '.class'
    ours = {start: os.path.join(classes, start), 'MICRO-INF/pre-boot-commands.txt': preboot, 'MICRO-INF/deploy/ROOT.war': war}
    for each in source.infolist():
        if each.filename != MANIFEST and each.filename not in ours:
            # Jars inside have to stay as they are: they are read without being unpacked.
            made.writestr(each, source.read(each), each.compress_type, 1)
    for name, file in ours.items():
        with open(file, 'rb') as content:
            made.writestr(entry(name, zipfile.ZIP_STORED), content.read())
os.replace(out + '.new', out)
