import{D as t,G as i}from"./chunk-2VMT57P3.js";function e(){return t(i,{children:"This screen is being built."})}export{e as default};
